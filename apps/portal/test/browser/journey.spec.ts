import { dayOf } from '#pack';
import { answer } from './journey/answering';
import { askForEvidence, describeProcurement, lockCriteria, putOffDeadline, shortlist } from './journey/asking';
import { cancelAfterAward, correctDay, recordContract, recordNoDay } from './journey/contracting';
import { bringBackEvidence, decide, makePack, readOwnSummary, readSummaries } from './journey/deciding';
import { assess, moderate, openAnswers } from './journey/judging';
import { JourneyScene } from './journey/scene';
import { TestPortal } from './portal';

/** From the first word to the pack, by everybody who has a part in it, each in a browser of their own. */
describe('the whole journey, in the browser', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({ worker: true });
  });
  afterAll(() => portal?.stop());

  it.each([true, false])(
    'goes from a description to a pack that is verified offline (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const scene = new JourneyScene(portal, javaScriptEnabled);
      scene.editor = await scene.visit('editor@wexcombe');
      scene.home = await describeProcurement(scene);
      await shortlist(scene);
      await lockCriteria(scene);
      await askForEvidence(scene);
      await putOffDeadline(scene);
      await answer(scene);
      await openAnswers(scene);
      await assess(scene);
      await moderate(scene);

      scene.approver = await scene.visit('approver@wexcombe');
      await decide(scene);
      await readSummaries(scene);
      await makePack(scene);
      await bringBackEvidence(scene);
      await recordNoDay(scene);
      await readOwnSummary(scene);

      const signedOn = dayOf(new Date().toISOString());
      await recordContract(scene, signedOn);
      await correctDay(scene, signedOn);
      await cancelAfterAward(scene, signedOn);
    },
    // By seven people and a worker: on a machine that does much else it takes minutes.
    600_000,
  );
});
