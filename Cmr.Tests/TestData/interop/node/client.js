'use strict';

// Talks to every interface with the soap package, as a portal in JavaScript would. Prints a line per check: "ok NAME" or "FAILED NAME: why".
// The environment gives CMR_URL (base address), CMR_PRINCIPAL and CMR_SECRET (a Service Provider).

const assert = require('node:assert');
const soap = require('soap');

const NAMESPACE = 'urn:oma:cmr:1.0';
const URL = process.env.CMR_URL.replace(/\/+$/, '');
const PRINCIPAL = process.env.CMR_PRINCIPAL;
const SECRET = process.env.CMR_SECRET;
const SUBSCRIBER = '+8613800009002';
const SUBSCRIBER_SECRET = "node's secret";
const CHINESE = '茉莉花 (江苏民歌)';
const ARABIC = 'أغنية الصباح';
const MEMBERS = 1000;
const [QUERY, CREATE] = [1, 2];

let failures = 0;

async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (failed) {
    failures += 1;
    console.log(`FAILED ${name}: ${String(failed.message).split('\n').slice(0, 6).join(' ')}`);
  }
}

const load = (name, options = {}) => soap.createClientAsync(`${URL}/${name}?wsdl`, options);

// the package turns built-in types into numbers and dates, but leaves our codes, which are restrictions of xs:int, as text
async function call(client, operation, request) {
  const [response] = await client[`${operation}Async`](request);
  return { ...response, StatusCode: Number(response.StatusCode) };
}

async function done(client, operation, request) {
  const response = await call(client, operation, request);
  assert.strictEqual(response.StatusCode, 0, `status ${response.StatusCode} ${response.StatusDescription}`);
  return response;
}

function useSession(client, key) {
  client.clearSoapHeaders();
  client.addSoapHeader({ SessionKey: key }, '', 'cmr', NAMESPACE);
  return client;
}

const listOf = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

async function loadAndCall(clients, name) {
  await check(`load ${name}`, async () => {
    clients[name] = await load(name);
  });
  await check(`call ${name}`, async () => {
    const opened = await done(clients[name], 'OpenSession', { PrincipalId: PRINCIPAL, Secret: SECRET });
    assert.ok(opened.Expires instanceof Date, 'Expires is no date');
    await done(useSession(clients[name], opened.SessionKey), 'CloseSession', {});
    clients[name].clearSoapHeaders();
  });
  await check(`call ${name} in SOAP 1.2`, async () => {
    const client = await load(name, { forceSoap12Headers: true });
    await done(client, 'OpenSession', { PrincipalId: PRINCIPAL, Secret: SECRET });
  });
}

async function faults() {
  await check('fault', async () => {
    const client = await load('cmr1');
    client.addSoapHeader('<x:Transaction xmlns:x="urn:example:strange" soap:mustUnderstand="1"/>');
    await assert.rejects(call(client, 'OpenSession', {}), (fault) => {
      const { faultcode, faultstring } = fault.root.Envelope.Body.Fault;
      assert.match(faultcode, /MustUnderstand$/);
      assert.ok(faultstring.length > 0);
      return true;
    });
  });
}

async function tokens() {
  await check('username token', async () => {
    const client = await load('cmr6');
    client.setSecurity(new soap.WSSecurity(PRINCIPAL, SECRET, { passwordType: 'PasswordText', hasTimeStamp: false }));
    const created = await done(client, 'ManageServiceSubscription', {
      TransactionId: 'node-1', SubscriberId: SUBSCRIBER, OperationType: CREATE, Secret: SUBSCRIBER_SECRET, TimeZone: 'Asia/Shanghai', DigestEnabled: true,
    });
    assert.strictEqual(listOf(created.ServiceSubscription)[0].TimeZone, 'Asia/Shanghai');
    client.setSecurity(new soap.WSSecurity(SUBSCRIBER, 'wrong', { passwordType: 'PasswordText', hasTimeStamp: false }));
    assert.strictEqual((await call(client, 'ManageSystemSetting', { TransactionId: 'node-2', OperationType: QUERY })).StatusCode, 10005);
  });
  await check('username token with digest', async () => {
    const client = await load('cmr1');
    client.setSecurity(new soap.WSSecurity(SUBSCRIBER, SUBSCRIBER_SECRET, { passwordType: 'PasswordDigest', hasNonce: true, hasTokenCreated: true, hasTimeStamp: false }));
    await done(client, 'ManageGroup', { TransactionId: 'node-3', SubscriberId: SUBSCRIBER, OperationType: QUERY });
  });
}

async function sessions(cmr6, key) {
  await check('session key', async () => {
    await done(cmr6, 'ManageSystemSetting', { TransactionId: 'node-4', OperationType: QUERY });
    useSession(cmr6, 'forged');
    assert.strictEqual((await call(cmr6, 'ManageSystemSetting', { TransactionId: 'node-5', OperationType: QUERY })).StatusCode, 10006);
    useSession(cmr6, key);
  });
}

async function values(cmr5) {
  await check('names, decimals and dates', async () => {
    const expires = '2099-12-31T23:59:59+08:00';
    const created = await done(cmr5, 'ManageCmrResource', {
      OperationType: CREATE, ResourceId: 'node-song', MediaType: 'Audio', Name: CHINESE, Price: '1234567.89', ExpireDate: expires, Author: ARABIC, Language: 'zh-Hans', TransactionId: 'node-6',
    });
    assert.match(created.UploadUrl, /^http/);
    const found = listOf((await done(cmr5, 'ManageCmrResource', { OperationType: QUERY, ResourceId: 'node-song' })).ResourceDetail)[0];
    assert.deepStrictEqual([found.Name, found.Author, String(found.Price), found.MediaType, found.HasContent], [CHINESE, ARABIC, '1234567.89', 'Audio', false]);
    assert.strictEqual(found.ExpireDate.getTime(), new Date(expires).getTime());
  });
}

async function lists(cmr6) {
  const group = async (name, transaction) => {
    const made = listOf((await done(cmr6, 'ManageGroup', { TransactionId: transaction, SubscriberId: SUBSCRIBER, OperationType: CREATE, GroupName: name })).GroupInfo)[0];
    assert.strictEqual(made.GroupName, name);
    return made.GroupId;
  };
  const fill = (groupId, members, transaction) => done(cmr6, 'ManageMember', {
    TransactionId: transaction, SubscriberId: SUBSCRIBER, OperationType: CREATE, GroupId: groupId, MemberInfo: members,
  });
  const membersOf = async (groupId, transaction) => listOf((await done(cmr6, 'ManageMember', {
    TransactionId: transaction, SubscriberId: SUBSCRIBER, OperationType: QUERY, GroupId: groupId,
  })).MemberInfo).map((member) => ({ MemberId: member.MemberId, NickName: member.NickName }));

  await check('lists of none, one and a thousand', async () => {
    const [empty, single, crowd] = [await group('空', 'node-7'), await group('واحد', 'node-8'), await group('thousand', 'node-9')];
    const one = [{ MemberId: '+8613900000001', NickName: '王 & <李>' }];
    const thousand = Array.from({ length: MEMBERS }, (_, number) => ({ MemberId: `+86139${String(number).padStart(8, '0')}`, NickName: `好友 ${number}` }));
    await fill(single, one, 'node-10');
    await fill(crowd, thousand, 'node-11');
    assert.deepStrictEqual(await membersOf(empty, 'node-12'), []);
    assert.deepStrictEqual(await membersOf(single, 'node-13'), one);
    assert.deepStrictEqual(await membersOf(crowd, 'node-14'), thousand);
  });
}

async function refusals(cmr6) {
  await check('refusal', async () => {
    const refused = await call(cmr6, 'SubscribeCmrResource', { TransactionId: 'node-15', SubscriberId: SUBSCRIBER, ResourceId: 'node-none' });
    assert.deepStrictEqual([refused.StatusCode, refused.TransactionId], [10008, 'node-15']);
    assert.match(refused.StatusDescription, /node-none/);
  });
}

async function main() {
  const clients = {};
  for (const name of ['cmr1', 'cmr2', 'cmr4', 'cmr5', 'cmr6', 'cmr7']) await loadAndCall(clients, name);
  await faults();
  await tokens();
  const key = (await done(clients.cmr6, 'OpenSession', { PrincipalId: PRINCIPAL, Secret: SECRET })).SessionKey;
  useSession(clients.cmr6, key);
  useSession(clients.cmr5, key);
  await sessions(clients.cmr6, key);
  await values(clients.cmr5);
  await lists(clients.cmr6);
  await refusals(clients.cmr6);
  process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((failed) => {
  console.log(`FAILED: ${failed.message}`);
  process.exitCode = 1;
});
