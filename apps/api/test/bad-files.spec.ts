import { existsSync, readdirSync } from 'node:fs';
import { AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { Account, accountOf, makeAccounts } from './accounts';
import { expectRefusal, IMPORT, newProcurement } from './bad-input';
import { TestApi } from './harness';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('bad input', () => {
  let api: TestApi;
  let buyer: Account;

  beforeAll(async () => {
    api = await TestApi.start((configuration) => ({
      ...configuration,
      documents: { ...configuration.documents, maximumBytes: 200_000 },
    }));
    buyer = accountOf(await makeAccounts(api.database.ownerUrl, 'input'), 'BUYER', 'EDITOR');
  });
  afterAll(() => api.stop());

  const upload = async (name: string, bytes: Buffer) =>
    api
      .http()
      .post('/documents')
      .set('authorization', await api.authorization(buyer.email))
      .attach('file', bytes, name);
  /** The names of the files that are kept. */
  const stored = (): string[] => {
    const folder = api.configuration.documents.folder;
    return existsSync(folder)
      ? (readdirSync(folder, { recursive: true, withFileTypes: true }) as { isFile(): boolean; name: string }[])
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
      : [];
  };

  describe('in a file', () => {
    it('that brings another behind it is refused, and neither is saved', async () => {
      const before = stored();
      const { status, body } = await api
        .http()
        .post('/documents')
        .set('authorization', await api.authorization(buyer.email))
        .attach('file', Buffer.from('One.'), 'one.txt')
        .attach('file', Buffer.from('Another.'), 'another.txt');
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringMatching(/More than one file came/) }] },
      });
      expect(stored()).toEqual(before);
    });

    it('whose form is malformed or cut short is a mistake of the client', async () => {
      const token = await api.token(buyer.email);
      const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a file';
      for (const [type, form] of [
        ['multipart/form-data; boundary=x', cut],
        ['multipart/form-data; boundary=x', '--x\r\ngarbage'],
        ['multipart/form-data', cut],
      ]) {
        const { status, body } = await api
          .http()
          .post('/documents')
          .set('authorization', `Bearer ${token}`)
          .set('content-type', type)
          .send(form);
        expect({ status, body }).toMatchObject({
          status: 400,
          body: { errors: [{ message: expect.stringMatching(/malformed or was cut short/) }] },
        });
      }
      expect(stored()).toEqual([]);
    });

    it('keeps what it is and where it came from apart: a path in its name is only a name', async () => {
      const { status, body } = await upload('../../etc/evidence.txt', Buffer.from('plain words'));
      expect({ status, body }).toMatchObject({
        status: 201,
        body: { fileName: 'evidence.txt', mediaType: 'text/plain', size: 11 },
      });
    });

    it.each([
      ['a program that says it is a PDF', 'report.pdf', Buffer.from('MZ\u0000\u0001 not a PDF'), /says that it is PDF/],
      [
        'a text that says it is a picture',
        'photo.png',
        Buffer.from('just words'),
        /says that it is PNG, but its content is text/,
      ],
      [
        'a document with a password',
        'specification.docx',
        Buffer.from('d0cf11e0a1b11ae100', 'hex'),
        /encrypted or of an old format.*without a password as DOCX/,
      ],
      ['an ending that is not taken', 'run.exe', Buffer.from('MZ'), /is not taken here/],
      ['nothing at all', 'empty.txt', Buffer.alloc(0), /is empty/],
      ['more than may be', 'large.txt', Buffer.alloc(300_000, 'a'), /too large/],
    ])('%s is refused and leaves nothing behind', async (_what, name, bytes, sentence) => {
      const before = stored();
      const { status, body } = await upload(name, bytes);
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringMatching(sentence), extensions: { code: 'BAD_USER_INPUT' } }] },
      });
      expect(stored()).toEqual(before);
    });

    it('that is cut half-way does not exist', async () => {
      const before = stored();
      const { port } = api.app.getHttpServer().address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      const head = `--cut\r\ncontent-disposition: form-data; name="file"; filename="half.txt"\r\ncontent-type: text/plain\r\n\r\n`;
      socket.write(
        `POST /documents HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await api.token(buyer.email)}\r\ncontent-type: multipart/form-data; boundary=cut\r\ncontent-length: 100000\r\n\r\n${head}only the first half`,
      );
      await wait(300);
      socket.destroy();
      await wait(500);
      expect(stored()).toEqual(before);
    });

    it('that is a ZIP bomb in an XLSX is not opened', async () => {
      const zip = new ZipFile();
      const chunks: Buffer[] = [];
      const done = new Promise((resolve) =>
        zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve),
      );
      zip.addBuffer(Buffer.from('<workbook/>'), 'xl/workbook.xml');
      zip.addBuffer(Buffer.alloc(120 * 1024 * 1024), 'xl/worksheets/sheet1.xml');
      zip.end();
      await done;
      const { body } = await upload('bomb.xlsx', Buffer.concat(chunks));
      expect(body).toMatchObject({ mediaType: XLSX });
      const procurementId = await newProcurement(api, buyer.email);
      const { id } = body as { id: string };
      expectRefusal(
        await api.send(buyer.email, IMPORT, { input: { procurementId, documentId: id } }),
        'BAD_USER_INPUT',
        /as a ZIP bomb does.*not opened/,
      );
    });

    it('of a specification that is damaged says so', async () => {
      const { body } = await upload('broken.docx', Buffer.from('PK\u0003\u0004 and then nothing of a DOCX'));
      const procurementId = await newProcurement(api, buyer.email);
      const { id } = body as { id: string };
      expectRefusal(
        await api.send(buyer.email, IMPORT, { input: { procurementId, documentId: id } }),
        'BAD_USER_INPUT',
        /damaged/,
      );
    });
  });
});
