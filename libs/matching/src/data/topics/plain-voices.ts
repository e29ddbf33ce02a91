import type { Topic } from './topic';

/** More of our own sentences for topics that are described elsewhere, in the words of people who do not speak of security. */
export const PLAIN_VOICES: Readonly<Record<Topic['name'], readonly string[]>> = {
  'default passwords': [
    'We do not want to find that all of your units open with the same code.',
    'The first thing that the fitter has to do is choose a fresh password; admin/admin must not work.',
    'Somebody who knows the code of one meter should be no nearer to opening the next.',
  ],
  'strong authentication': [
    'Operators must prove who they are, with something more than a password, before the map of live vehicles opens.',
    'We want to know for certain which member of staff pressed the button.',
    'Staff should use the same account as for their e-mail, and it should stop working on the day that they leave.',
  ],
  'least privilege': [
    'The parking team should not be able to see what the housing team sees.',
    'A warden needs to look up a permit, and nothing else.',
    'We want to hand out and take back logins and rights ourselves, without ringing you.',
  ],
  'privileged administration': [
    'Your engineers may look inside our system only while one of us is watching.',
    'Tell us who holds the master keys to the platform and how their use is checked.',
    'Dialling in from home to adjust the signals is allowed only over a route that we control.',
  ],
  'credential storage': [
    'If a unit is stolen from a pole, its secrets must be of no help in attacking the others.',
    'We should not be able to find a key by reading the chip or the app’s code.',
  ],
  'encryption in transit': [
    'Somebody sitting in a van with an aerial must learn nothing from what the sensors send.',
    'What travels from the bus to the depot cannot be listened to or altered.',
  ],
  'encryption at rest': [
    'A thief who walks off with the recorder gets nothing that can be watched.',
    'Our information must be safe from prying eyes while it sits on your servers.',
    'Readings from tenants’ homes are held so that only the right team can make sense of them.',
  ],
  'deletion and disposal': [
    'Broken cameras that go back to the maker must have nothing left on them.',
    'When the scheme ends, what happens to all the pictures and the boxes in the street?',
  ],
  'retention and minimisation': [
    'We want to count people without knowing who they are.',
    'Nothing that could point to one household should be in the open data.',
    'The analyst gets totals by street and never the individual trips.',
  ],
  'personal data law': [
    'People walking past must be able to find out why the camera is there and whom to ask about it.',
    'A tenant may say no to the sensor in the living room, and change their mind later.',
    'The council remains the controller; you act for us and only as we tell you.',
    'Somebody who asks for their own footage should get it within the legal time.',
  ],
  'other law and regulation': [
    'Recordings must be fit to be used as evidence in court.',
    'Radio equipment follows the cyber security rules for radio equipment.',
  ],
  'segmentation and architecture': [
    'The pumps, the visitors’ Wi-Fi and the finance system should never be able to see one another.',
    'A fault or a break-in in one car park stays in that car park.',
    'Draw us a picture of what talks to what, and across which fences.',
  ],
  'tenant separation': [
    'Who else is on the same platform, and could they ever see our things?',
    'A neighbouring borough that buys the same service must not see our residents.',
  ],
  'attack surface': [
    'The box on the pole has no socket that a passer-by could plug into.',
    'If we do not use a feature, it is off.',
    'Nobody should be able to find our cameras by searching the internet.',
    'Engineering menus and test modes are gone from the units that reach us.',
  ],
  malware: [
    'Machines in the control room are protected from viruses, and only programs that we allow will start.',
    'Anything that residents upload is checked for nasties before staff open it.',
  ],
  'software integrity': [
    'A unit that has been meddled with must notice, say so and keep itself to itself.',
    'How can you be sure that what is running in our cabinets is what you wrote?',
    'The parts that arrive are checked to be genuine and untouched.',
  ],
  'input validation': [
    'One sensor that sends rubbish must not spoil the picture for everyone.',
    'A water level that jumps by ten metres in a minute is questioned before it opens a gate.',
    'Commands outside the safe range are refused by the controller.',
  ],
  'easy and secure installation': [
    'A caretaker with no computer skills can swap the unit, and it joins safely by itself.',
    'Tell us in plain words how to set the product up so that it is safe.',
  ],
  'software updates': [
    'When somebody finds a hole in it, how soon is every unit on our streets mended?',
    'A half-finished update must not leave a dead lamp.',
    'We do not want to send people up ladders to load new software.',
    'Tell us before you change the software, and let us choose the night.',
  ],
  'support period and obsolescence': [
    'We do not want to be left with boxes that nobody looks after.',
    'The present kit is old and its maker has stopped supporting it; it is to be replaced by something that is supported and secure.',
    'Keep the existing system maintained and safe until the new one takes over.',
  ],
  'change and configuration management': [
    'A maintenance service for the traffic systems, with planned and reactive visits, is required.',
    'Someone other than the author checks each change to the live system.',
  ],
  'vulnerability disclosure': [
    'A student who stumbles over a weakness in the app should know whom to tell.',
    'You will thank people who point out weaknesses, not threaten them.',
  ],
  'logging and monitoring': [
    'If someone watches a recording they should not, we want to be able to find out.',
    'How would anyone notice if a sensor had been swapped for a fake?',
    'Odd patterns, such as a lamp that starts talking to a server abroad, are spotted.',
    'Every search of the number plate records leaves a trace with the name and the reason.',
  ],
  'alerts and triage': [
    'Who is awake at three in the morning when the alarm about an intruder comes in?',
    'We want a phone call, not just an e-mail, when you see signs of an attack.',
  ],
  'working through outages': [
    'Pendant alarms still reach somebody when the broadband fails.',
    'If the computers are down, a person at the site can still open the flood gate by hand.',
  ],
  'availability and continuity': [
    'The control room has somewhere else to go if the building is lost.',
    'Networks that join our sites are dependable, resilient and can grow with demand.',
  ],
  'incident response plan': [
    'If it is hacked on a Sunday, who turns up?',
    'Evidence is kept safe after a break-in so that it can be used.',
  ],
  'breach notification': [
    'We would rather hear of a leak from you than from the newspapers, and on the same day.',
    'Ring our duty officer as soon as you think that somebody has been meddling with the system.',
  ],
  'exercises and lessons': ['Once a year we will pretend that the system has been hacked and see how we all do.'],
  'exit and decommissioning': [
    'When we part, you walk away with none of our data and none of our keys.',
    'The next contractor must be able to take over without breaking in.',
  ],
  'security governance': [
    'Who at the top of your company loses sleep over our security?',
    'Do you have a framework for governing security, and whom does it answer to?',
  ],
  'risk assessment': ['List what worries you most about this scheme and what you mean to do about it.'],
  'threat modelling': ['Think like a burglar: how would you get in, and what would you do once inside?'],
  'impact and dependencies': [
    'What would people on the street notice if this was switched off or told lies?',
    'Tell us what else breaks if your service does.',
    'We need a full picture of what we already have before we add to it.',
  ],
  'staff vetting': [
    'We want to know that the people who come into our control room have been checked.',
    'What checks do you make on people before you let them near our data, and to which standard?',
    'Employment history, identity and criminal record are checked before a person starts.',
  ],
  'testing and assurance of security': [
    'Let somebody whom we both trust try to break in, and show us what they found.',
    'Nothing goes live with a serious finding still open.',
  ],
  certification: ['A badge on the website is not enough: attach the certificate with its scope.'],
  'sub-contractors': [
    'Who else, apart from you, will have a hand in this?',
    'Do your own suppliers have to follow the rules that we set for you?',
    'Tell us which other firms our residents’ details pass through.',
  ],
  'supplier access and roles': [
    'Who does what: which jobs are ours, which are yours, and which belong to nobody?',
    'How much of our information can your partners see?',
  ],
  'ownership and high-risk vendors': [
    'We will not buy chips or cameras from firms that a hostile government can lean on.',
    'State where each main part is made and who controls the maker.',
  ],
  'supply chain risk': ['If your only maker of radios shut tomorrow, what would become of our network?'],
  'security in contracts': [
    'If the rules on security are broken we can walk away.',
    'What we ask of you is also in your contracts with those who help you.',
  ],
  'right to audit and reporting': [
    'We may come and look for ourselves.',
    'Show us each quarter, with figures, that you are doing what you promised.',
  ],
  'working with suppliers': ['We would like to hear of your near misses, and you will hear of ours.'],
  'software components': [
    'A list of ingredients comes with each version of the software, down to the last library.',
    'When the next big hole in a common library makes the news, tell us within hours whether we have it.',
  ],
};
