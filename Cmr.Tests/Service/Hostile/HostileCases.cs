namespace Cmr.Tests.Service.Hostile;

/// <summary>The table of hostile requests that reach the operations, or would.</summary>
internal static class HostileCases
{
    public const string A = "+4917060001";
    public const string B = "+4917060002";
    public const string Song = "hostile-song";
    public const string UsedTransaction = "hostile-used";
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string AsA = "<c:SessionKey>{A}</c:SessionKey>";
    private const string AsOperator = "<c:SessionKey>{operator}</c:SessionKey>";
    private const string AsProvider = "<c:SessionKey>{provider}</c:SessionKey>";

    private static int _transaction;

    public static IEnumerable<HostileCase> All => [.. Credentials, .. Permissions, .. Routes, .. Structures, .. Numbers, .. Times, .. Texts, .. Repetitions];

    private static IEnumerable<HostileCase> Credentials =>
    [
        new("no credentials", "/cmr1", "", Subscribe(), "10002"),
        new("empty Security header", "/cmr1", Secured(""), Subscribe(), "10002"),
        new("Security header with a signature and nothing else", "/cmr1", Secured("<d:Signature xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\"/>"), Subscribe(), "10002"),
        new("signature that must be understood", "/cmr1", Secured("<d:Signature xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\"/>", "s:mustUnderstand=\"1\""), Subscribe(), "Client"),
        new("token without a name", "/cmr1", Secured("<w:UsernameToken><w:Password>x</w:Password></w:UsernameToken>"), Subscribe(), "Client"),
        new("token without a password", "/cmr1", Secured("<w:UsernameToken><w:Username>operator</w:Username></w:UsernameToken>"), Subscribe(), "10002"),
        new("digest without a nonce", "/cmr1", Secured("<w:UsernameToken><w:Username>operator</w:Username><w:Password Type=\"PasswordDigest\">AAAA</w:Password></w:UsernameToken>"), Subscribe(), "10005"),
        new("forged session key", "/cmr1", Key(new string('A', 43)), Subscribe(), "10006"),
        new("session key with one letter changed", "/cmr1", Key("x{A}"), Subscribe(), "10006"),
        new("session key twice as long", "/cmr1", Key("{A}{A}"), Subscribe(), "10006"),
        new("very long session key", "/cmr1", Key(new string('A', 60_000)), Subscribe(), "10006"),
        new("session key that is SQL", "/cmr1", Key("' OR '1'='1"), Subscribe(), "10006"),
        new("session key of other letters", "/cmr1", Key("ключ☎"), Subscribe(), "10006"),
        new("session key twice", "/cmr1", AsA + AsA, Subscribe(), "Client"),
        new("two session keys", "/cmr1", AsA + AsOperator, Subscribe(), "Client"),
        new("session key for somebody else", "/cmr1", AsA.Replace("<c:SessionKey>", "<c:SessionKey s:actor=\"urn:somebody:else\">", StringComparison.Ordinal), Subscribe(), "10002"),
        new("session key in another namespace", "/cmr1", "<x:SessionKey xmlns:x=\"urn:x\">{A}</x:SessionKey>", Subscribe(), "10002"),
        new("session key in the body", "/cmr1", "", Message("SubscribeCmrResource", $"<c:SessionKey>{{A}}</c:SessionKey>{Values()}"), "10002"),
        new("unknown header that must be understood", "/cmr1", AsA + "<x:Route xmlns:x=\"urn:x\" s:mustUnderstand=\"1\"/>", Subscribe(), "MustUnderstand"),
        new("session of nobody", "/cmr1", "", Message("OpenSession", "<c:PrincipalId>nobody</c:PrincipalId><c:Secret>x</c:Secret>"), "10005"),
        new("session without a secret", "/cmr1", "", Message("OpenSession", "<c:PrincipalId>operator</c:PrincipalId>"), "10002|10005|10007"),
        new("principal that is SQL", "/cmr1", "", Message("OpenSession", "<c:PrincipalId>' OR 1=1 --</c:PrincipalId><c:Secret>x</c:Secret>"), "10005"),
    ];

    private static IEnumerable<HostileCase> Permissions =>
    [
        new("A subscribes B", "/cmr1", AsA, Message("SubscribeCmrResource", Values(subscriber: B)), "10003"),
        new("A gives itself a tone of B", "/cmr1", AsA, Message("AddCmrResource", Transaction() + $"<c:SubscriberId>{B}</c:SubscriberId><c:ResourceId>{Song}</c:ResourceId>"), "10003|10007"),
        new("A makes a group of B", "/cmr1", AsA, Message("ManageGroup", Group(B, "2", "<c:GroupName>mine</c:GroupName>")), "10003"),
        new("A reads the groups of B", "/cmr1", AsA, Message("ManageGroup", Group(B, "1")), "10003"),
        new("A deletes a group of B", "/cmr1", AsA, Message("ManageGroup", Group(B, "4", "<c:GroupId>1</c:GroupId>")), "10003"),
        new("A puts itself into a group of B", "/cmr1", AsA, Message("ManageMember", Group(B, "2", $"<c:GroupId>1</c:GroupId><c:GroupMembers><c:MemberId>{A}</c:MemberId></c:GroupMembers>")), "10003|10007"),
        new("A deletes the rules of B", "/cmr1", AsA, Message("ManagePresentationRule", Group(B, "4")), "10003|10007"),
        new("B in another spelling", "/cmr1", AsA, Message("ManageGroup", Group("tel:+49-170-60002", "1")), "10003"),
        new("A registers a subscriber", "/cmr6", AsA, Message("ManageServiceSubscription", Group("+4917069999", "2")), "10003"),
        new("A deletes itself as an operator would", "/cmr6", AsA, Message("ManageServiceSubscription", Group(A, "4")), "10003"),
        new("A changes the system", "/cmr6", AsA, Message("ManageSystemSetting", Transaction() + "<c:OperationType>3</c:OperationType>"), "10003"),
        new("A takes over the tone of another", "/cmr1", AsA, Resource(Song, "3"), "10003|10008"),
        new("a provider registers a subscriber", "/cmr6", AsProvider, Message("ManageServiceSubscription", Group("+4917069999", "2")), "10003"),
        new("a provider subscribes B", "/cmr1", AsProvider, Message("SubscribeCmrResource", Values(subscriber: B)), "10003"),
        new("a provider changes the tone of another", "/cmr5", AsProvider, Resource(Song, "3"), "10003|10008"),
        new("a provider deletes the tone of another", "/cmr5", AsProvider, Message("ManageCmrResource", $"<c:OperationType>4</c:OperationType><c:ResourceId>{Song}</c:ResourceId>{Transaction()}"), "10003|10008"),
    ];

    private static IEnumerable<HostileCase> Routes =>
    [
        new("unknown operation", "/cmr1", AsA, Message("DropEverything", ""), "Client"),
        new("operation of another namespace", "/cmr1", AsA, "<x:SubscribeCmrResourceRequest xmlns:x=\"urn:oma:cmr:2.0\"/>", "Client"),
        new("operation without a namespace", "/cmr1", AsA, "<SubscribeCmrResourceRequest/>", "Client"),
        new("a response as request", "/cmr1", AsA, "<c:SubscribeCmrResourceResponse/>", "Client"),
        new("operation in other letters", "/cmr1", AsA, "<c:subscribecmrresourcerequest/>", "Client"),
        new("operation of CMR-6 on CMR-1", "/cmr1", AsOperator, Message("ManageServiceSubscription", Group("+4917069999", "2")), "Client"),
        new("operation of CMR-6 on CMR-5", "/cmr5", AsOperator, Message("ManageSystemSetting", Transaction() + "<c:OperationType>1</c:OperationType>"), "Client"),
        new("operation of CMR-1 on CMR-5", "/cmr5", AsOperator, Subscribe(), "Client"),
        new("operation of CMR-1 on CMR-7", "/cmr7", AsOperator, Subscribe(), "Client"),
        new("operation of CMR-1 on CMR-4", "/cmr4", AsOperator, Subscribe(), "Client"),
        new("operation of CMR-1 on CMR-2", "/cmr2", AsA, Subscribe(), "Client"),
        new("two operations", "/cmr1", AsA, Subscribe() + Subscribe(), "Client"),
        new("an operation in an operation", "/cmr1", AsA, Message("SubscribeCmrResource", Subscribe()), "10001|10007"),
    ];

    private static IEnumerable<HostileCase> Structures =>
    [
        new("duplicate SubscriberId", "/cmr1", AsA, Message("SubscribeCmrResource", Values() + $"<c:SubscriberId>{B}</c:SubscriberId>"), "10007"),
        new("duplicate ResourceId", "/cmr1", AsA, Message("SubscribeCmrResource", Values() + "<c:ResourceId>other</c:ResourceId>"), "10007"),
        new("duplicate TransactionId", "/cmr1", AsA, Message("SubscribeCmrResource", Values() + Transaction()), "10007"),
        new("duplicate under its misprinted name", "/cmr1", AsA, Message("SubscribeCmrResource", Values() + $"<c:TransactionID>x</c:TransactionID>"), "10007"),
        new("element where text belongs", "/cmr1", AsA, Message("SubscribeCmrResource", Values(resource: "<c:x/>")), "10007"),
        new("no ResourceId", "/cmr1", AsA, Message("SubscribeCmrResource", $"{Transaction()}<c:SubscriberId>{A}</c:SubscriberId>"), "10007"),
        new("nil ResourceId", "/cmr1", AsA, Message("SubscribeCmrResource", $"{Transaction()}<c:SubscriberId>{A}</c:SubscriberId><c:ResourceId xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/>"), "10007"),
        new("no SubscriberId", "/cmr1", AsA, Message("SubscribeCmrResource", $"{Transaction()}<c:ResourceId>{Song}</c:ResourceId>"), "10001"),
        new("nothing at all", "/cmr1", AsA, Message("SubscribeCmrResource", ""), "10001"),
        new("unknown element of our namespace", "/cmr1", AsA, Message("SubscribeCmrResource", Values() + "<c:Discount>100</c:Discount>"), "10007"),
        new("group without an operation type", "/cmr1", AsA, Message("ManageGroup", $"{Transaction()}<c:SubscriberId>{A}</c:SubscriberId>"), "10007"),
        new("rule without a criterion", "/cmr1", AsA, Rule("<c:Priority>1</c:Priority>"), "10007"),
        new("rule that contradicts itself", "/cmr1", AsA, Rule($"<c:Time>true</c:Time><c:ResourceIdGroup><c:ResourceId>{Song}</c:ResourceId><c:GroupId>1</c:GroupId></c:ResourceIdGroup>"), "10007"),
        new("rule with a flag that is no truth value", "/cmr1", AsA, Rule("<c:Time>perhaps</c:Time>"), "10007"),
        new("rule with the group of another", "/cmr1", AsA, Rule($"<c:Group>true</c:Group><c:ResourceIdGroup><c:ResourceId>{Song}</c:ResourceId><c:GroupId>1</c:GroupId></c:ResourceIdGroup>"), "10008|20001"),
    ];

    private static IEnumerable<HostileCase> Numbers =>
    [
        .. ((string[])["0", "5", "-1", "2147483648", "-2147483649", "99999999999999999999", "1e3", "1.0", "0x2", "one", "\uFF11", "1 2", "NaN", "--1"])
            .Select(number => new HostileCase($"operation type {number}", "/cmr1", AsA, Message("ManageGroup", Group(A, number, "<c:GroupName>g</c:GroupName>")), "10007")),
        .. ((string[])["-1", "-0.01", "NaN", "INF", "1e400", "1e2", "9999999999999999", "1,50", "0x10", "1.2.3", "ten", "99999999999999999999999999999999999999"])
            .Select(price => new HostileCase($"price {price}", "/cmr5", AsOperator, Resource("hostile-new", "2", $"<c:Price>{price}</c:Price>"), "10007")),
        .. ((string[])["2147483648", "-2147483649", "first", "1.5"])
            .Select(priority => new HostileCase($"priority {priority}", "/cmr1", AsA, Rule($"<c:Time>true</c:Time><c:Priority>{priority}</c:Priority><c:ResourceIdTime><c:Time>10:00:00</c:Time></c:ResourceIdTime>"), "10007")),
        new("status 7", "/cmr5", AsOperator, Resource("hostile-new", "2", "<c:Status>77</c:Status>"), "10007"),
        new("originator 9", "/cmr5", AsOperator, Resource("hostile-new", "2", "<c:Originator>99</c:Originator>"), "10007"),
    ];

    private static IEnumerable<HostileCase> Times =>
    [
        .. ((string[])["yesterday", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "99999-01-01T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00+99:00", "2026-01-01", "1700000000", "0000-00-00T00:00:00Z"])
            .Select(time => new HostileCase($"expiry {time}", "/cmr5", AsOperator, Resource("hostile-new", "2", $"<c:ExpireDate>{time}</c:ExpireDate>"), "10007")),
        .. ((string[])["25:00:00", "10:60:00", "10", "noon", "24:00:01", "-01:00:00"])
            .Select(time => new HostileCase($"time {time}", "/cmr1", AsA, Rule($"<c:Time>true</c:Time><c:ResourceIdTime><c:ResourceId>{Song}</c:ResourceId><c:Time>{time}</c:Time></c:ResourceIdTime>"), "10007")),
        new("time zone of Mars", "/cmr6", AsOperator, Message("ManageServiceSubscription", Group("+4917069999", "2", "<c:TimeZone>Mars/Olympus</c:TimeZone>")), "10007"),
        new("time zone that climbs", "/cmr6", AsOperator, Message("ManageServiceSubscription", Group("+4917069999", "2", "<c:TimeZone>../../etc/passwd</c:TimeZone>")), "10007"),
    ];

    private static IEnumerable<HostileCase> Texts =>
    [
        new("subscriber that is SQL", "/cmr6", AsOperator, Message("ManageGroup", Group("'; DROP TABLE subscribers; --", "1")), "10004|10007"),
        new("subscriber that is a path", "/cmr6", AsOperator, Message("ManageServiceSubscription", Group("../../etc/passwd", "2")), "10007"),
        new("very long subscriber", "/cmr6", AsOperator, Message("ManageServiceSubscription", Group("+49" + new string('1', 5000), "2")), "10007"),
        new("very long resource", "/cmr5", AsOperator, Resource(new string('r', 5000), "2"), "10007"),
        new("very long name", "/cmr5", AsOperator, Resource("hostile-new", "2", $"<c:Author>{new string('n', 60_000)}</c:Author>"), "10007"),
        new("text beyond the limit", "/cmr5", AsOperator, Resource("hostile-new", "2", $"<c:Author>{new string('n', 70_000)}</c:Author>"), "Client|10007"),
        new("very long TransactionId", "/cmr1", AsA, Message("ManageGroup", Group(A, "2", "<c:GroupName>g</c:GroupName>").Replace("hostile-t", new string('t', 5000), StringComparison.Ordinal)), "10007"),
        new("unknown media type", "/cmr5", AsOperator, Message("ManageCmrResource", $"<c:OperationType>2</c:OperationType><c:ResourceId>hostile-new</c:ResourceId><c:MediaType>Smell</c:MediaType><c:Name>n</c:Name>{Transaction()}"), "10007"),
        new("format that is none", "/cmr5", AsOperator, Resource("hostile-new", "2", "<c:Format>audio</c:Format>"), "10007"),
        new("format with a line break", "/cmr5", AsOperator, Resource("hostile-new", "2", "<c:Format>audio/mpeg&#10;Set-Cookie: a</c:Format>"), "10007"),
        new("no such resource", "/cmr1", AsA, Message("SubscribeCmrResource", Values(resource: "no-such-song")), "10008"),
        new("no such group", "/cmr1", AsA, Message("ManageGroup", Group(A, "4", "<c:GroupId>1000000</c:GroupId>")), "20001"),
        new("group id that is no number", "/cmr1", AsA, Message("ManageGroup", Group(A, "4", "<c:GroupId>' OR 1=1 --</c:GroupId>")), "10007|20001"),
        new("no such subscriber", "/cmr6", AsOperator, Message("ManageGroup", Group("+4917068888", "2", "<c:GroupName>g</c:GroupName>")), "10004"),
        new("an entity in a name", "/cmr1", AsA, Message("ManageGroup", Group(A, "2", "<c:GroupName>&x;</c:GroupName>")), "Client"),
    ];

    private static IEnumerable<HostileCase> Repetitions =>
    [
        new("a used TransactionId with other content", "/cmr1", AsA, Used("ManageGroup", "<c:OperationType>2</c:OperationType><c:GroupName>another</c:GroupName>"), "10011"),
        new("a used TransactionId in another operation", "/cmr1", AsA, Used("SubscribeCmrResource", $"<c:ResourceId>{Song}</c:ResourceId>"), "10011"),
        new("a used TransactionId for another subscriber", "/cmr1", AsA, Used("ManageGroup", "<c:OperationType>2</c:OperationType><c:GroupName>first</c:GroupName>").Replace(A, B, StringComparison.Ordinal), "10003|10011"),
        new("the same request again", "/cmr1", AsA, Used("ManageGroup", "<c:OperationType>2</c:OperationType><c:GroupName>first</c:GroupName>"), "0"),
        new("a taken resource id", "/cmr5", AsOperator, Resource(Song, "2"), "10011"),
        new("a registered subscriber", "/cmr6", AsOperator, Message("ManageServiceSubscription", Group(A, "2")), "10011"),
    ];

    /// <summary>The request that the stage sent before the cases run.</summary>
    public static string FirstUse => Used("ManageGroup", "<c:OperationType>2</c:OperationType><c:GroupName>first</c:GroupName>");

    private static string Used(string operation, string content) => Message(operation, $"<c:TransactionId>{UsedTransaction}</c:TransactionId><c:SubscriberId>{A}</c:SubscriberId>{content}");

    private static string Subscribe() => Message("SubscribeCmrResource", Values());

    private static string Values(string subscriber = A, string resource = Song) => $"{Transaction()}<c:SubscriberId>{subscriber}</c:SubscriberId><c:ResourceId>{resource}</c:ResourceId>";

    private static string Group(string subscriber, string operationType, string more = "") =>
        $"{Transaction()}<c:SubscriberId>{subscriber}</c:SubscriberId><c:OperationType>{operationType}</c:OperationType>{more}";

    private static string Resource(string id, string operationType, string more = "") => Message(
        "ManageCmrResource", $"<c:OperationType>{operationType}</c:OperationType><c:ResourceId>{id}</c:ResourceId><c:MediaType>Audio</c:MediaType><c:Name>n</c:Name>{more}{Transaction()}");

    private static string Rule(string setting) =>
        Message("ManagePresentationRule", Group(A, "2", $"<c:PreferenceSetting>{setting}</c:PreferenceSetting>"));

    private static string Transaction() => $"<c:TransactionId>hostile-t{Interlocked.Increment(ref _transaction)}</c:TransactionId>";

    private static string Message(string operation, string content) => $"<c:{operation}Request>{content}</c:{operation}Request>";

    private static string Key(string key) => $"<c:SessionKey>{key}</c:SessionKey>";

    private static string Secured(string content, string attributes = "") => $"<w:Security xmlns:w=\"{Security}\" {attributes}>{content}</w:Security>";
}
