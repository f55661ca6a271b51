"""Talks to every interface with zeep, as a portal in Python would. Prints a line per check: "ok NAME" or "FAILED NAME: why".

The environment gives CMR_URL (base address), CMR_PRINCIPAL and CMR_SECRET (a Service Provider).
"""
import datetime
import decimal
import os
import sys
import traceback

import zeep
from lxml import etree
from zeep.wsse.username import UsernameToken

NAMESPACE = "urn:oma:cmr:1.0"
URL = os.environ["CMR_URL"].rstrip("/")
PRINCIPAL, SECRET = os.environ["CMR_PRINCIPAL"], os.environ["CMR_SECRET"]
SUBSCRIBER = "+8613800009001"
SUBSCRIBER_SECRET = "zeep's secret"
CHINESE, ARABIC = "茉莉花 (江苏民歌)", "أغنية الصباح"
MEMBERS = 1000
QUERY, CREATE, UPDATE = 1, 2, 3

failures = 0


def check(name):
    """Runs a function as a check and prints what became of it."""
    def run(function):
        global failures
        try:
            function()
            print(f"ok {name}", flush=True)
        except Exception as failed:  # whatever it is, the check failed and the next one is tried
            failures += 1
            print(f"FAILED {name}: {type(failed).__name__}: {failed}", flush=True)
            traceback.print_exc()
    return run


def equal(expected, got):
    if expected != got:
        raise AssertionError(f"expected {expected!r}, got {got!r}")


def load(interface, version="Soap11", wsse=None):
    client = zeep.Client(f"{URL}/{interface}?wsdl", wsse=wsse, settings=zeep.Settings(strict=True))
    (service,) = client.wsdl.services.values()
    port = next(name for name, port in service.ports.items() if version in port.binding.name.localname)
    return client.bind(service.name, port)


def done(response):
    if response.StatusCode != 0:
        raise AssertionError(f"status {response.StatusCode} {response.StatusDescription}")
    return response


def session_header(key):
    header = etree.Element(f"{{{NAMESPACE}}}SessionKey")
    header.text = key
    return [header]


ports, ports12 = {}, {}
for one in ("cmr1", "cmr2", "cmr4", "cmr5", "cmr6", "cmr7"):
    @check(f"load {one}")
    def _(one=one):
        ports[one] = load(one)
        ports12[one] = load(one, "Soap12")

    @check(f"call {one}")
    def _(one=one):
        opened = done(ports[one].OpenSession(PrincipalId=PRINCIPAL, Secret=SECRET))
        assert opened.Expires.tzinfo is not None, "Expires has no offset"
        done(ports[one].CloseSession(_soapheaders=session_header(opened.SessionKey)))

    @check(f"call {one} in SOAP 1.2")
    def _(one=one):
        done(ports12[one].OpenSession(PrincipalId=PRINCIPAL, Secret=SECRET))

session = session_header(done(ports["cmr6"].OpenSession(PrincipalId=PRINCIPAL, Secret=SECRET)).SessionKey)


@check("fault")
def _():
    header = etree.Element("{urn:example:strange}Transaction")
    header.set("{http://schemas.xmlsoap.org/soap/envelope/}mustUnderstand", "1")
    try:
        ports["cmr1"].OpenSession(_soapheaders=[header])
    except zeep.exceptions.Fault as fault:
        assert fault.code.endswith("MustUnderstand"), fault.code
    else:
        raise AssertionError("no fault")


@check("fault in SOAP 1.2")
def _():
    header = etree.Element("{urn:example:strange}Transaction")
    header.set("{http://www.w3.org/2003/05/soap-envelope}mustUnderstand", "1")
    try:
        ports12["cmr1"].OpenSession(_soapheaders=[header])
    except zeep.exceptions.Fault as fault:
        assert fault.code.endswith("MustUnderstand"), fault.code
    else:
        raise AssertionError("no fault")


@check("username token")
def _():
    token = load("cmr6", wsse=UsernameToken(PRINCIPAL, SECRET))
    created = done(token.ManageServiceSubscription(
        TransactionId="zeep-1", SubscriberId=SUBSCRIBER, OperationType=CREATE, Secret=SUBSCRIBER_SECRET, TimeZone="Asia/Shanghai", DigestEnabled=True))
    (subscription,) = created.ServiceSubscription
    equal((SUBSCRIBER, 1, "Asia/Shanghai"), (subscription.SubscriberId, subscription.Status, subscription.TimeZone))
    equal(10005, load("cmr6", wsse=UsernameToken(SUBSCRIBER, "wrong")).ManageSystemSetting(TransactionId="zeep-2", OperationType=QUERY).StatusCode)


@check("username token with digest")
def _():
    token = load("cmr1", wsse=UsernameToken(SUBSCRIBER, SUBSCRIBER_SECRET, use_digest=True))
    done(token.ManageGroup(TransactionId="zeep-3", SubscriberId=SUBSCRIBER, OperationType=QUERY))


@check("session key")
def _():
    done(ports["cmr6"].ManageSystemSetting(TransactionId="zeep-4", OperationType=QUERY, _soapheaders=session))
    equal(10006, ports["cmr6"].ManageSystemSetting(TransactionId="zeep-5", OperationType=QUERY, _soapheaders=session_header("forged")).StatusCode)


@check("names, decimals and dates")
def _():
    expires = datetime.datetime(2099, 12, 31, 23, 59, 59, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    price = decimal.Decimal("1234567.89")
    created = done(ports["cmr5"].ManageCmrResource(
        OperationType=CREATE, ResourceId="zeep-song", MediaType="Audio", Name=CHINESE, Price=price, Author=ARABIC, ExpireDate=expires, Language="zh-Hans",
        TransactionId="zeep-6", _soapheaders=session))
    assert created.UploadUrl.startswith("http"), created.UploadUrl
    (found,) = done(ports["cmr5"].ManageCmrResource(OperationType=QUERY, ResourceId="zeep-song", _soapheaders=session)).ResourceDetail
    equal((CHINESE, ARABIC, price, expires, "Audio", False), (found.Name, found.Author, found.Price, found.ExpireDate, found.MediaType, found.HasContent))


def members_of(group, transaction):
    found = done(ports["cmr6"].ManageMember(TransactionId=transaction, SubscriberId=SUBSCRIBER, OperationType=QUERY, GroupId=group, _soapheaders=session))
    return [(member.MemberId, member.NickName) for member in found.MemberInfo]


@check("lists of none, one and a thousand")
def _():
    def group(name, transaction):
        (made,) = done(ports["cmr6"].ManageGroup(
            TransactionId=transaction, SubscriberId=SUBSCRIBER, OperationType=CREATE, GroupName=name, _soapheaders=session)).GroupInfo
        equal(name, made.GroupName)
        return made.GroupId

    def fill(group, members, transaction):
        done(ports["cmr6"].ManageMember(
            TransactionId=transaction, SubscriberId=SUBSCRIBER, OperationType=CREATE, GroupId=group,
            MemberInfo=[{"MemberId": member, "NickName": nick} for member, nick in members], _soapheaders=session))

    empty, single, crowd = group("空", "zeep-7"), group("واحد", "zeep-8"), group("thousand", "zeep-9")
    one = [("+8613900000001", "王 & <李>")]
    thousand = [(f"+86139{number:08}", f"好友 {number}") for number in range(MEMBERS)]
    fill(single, one, "zeep-10")
    fill(crowd, thousand, "zeep-11")
    equal([], members_of(empty, "zeep-12"))
    equal(one, members_of(single, "zeep-13"))
    equal(thousand, members_of(crowd, "zeep-14"))


@check("refusal")
def _():
    refused = ports["cmr6"].SubscribeCmrResource(TransactionId="zeep-15", SubscriberId=SUBSCRIBER, ResourceId="zeep-none", _soapheaders=session)
    equal((10008, "zeep-15"), (refused.StatusCode, refused.TransactionId))
    assert "zeep-none" in refused.StatusDescription


sys.exit(1 if failures else 0)
