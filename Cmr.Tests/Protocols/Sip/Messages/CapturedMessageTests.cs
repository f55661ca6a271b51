using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Fuzzing;

namespace Cmr.Tests.Protocols.Sip.Messages;

/// <summary>Messages of real devices and test suites: read, write, read again.</summary>
[TestClass]
public sealed class CapturedMessageTests
{
    // What is refused on purpose, and why.
    private static readonly Dictionary<string, SipRejection> Refused = new(StringComparer.Ordinal)
    {
        ["multival-0001-invite.sip"] = SipRejection.DuplicateHeader,      // two different To
        ["bad-clen-0001-invite.sip"] = SipRejection.BadContentLength,     // "bad" is no number
        ["bad-clen-0002-200-invite.sip"] = SipRejection.BadContentLength,
        ["junk-0002-register.sip"] = SipRejection.MissingVia,             // a REGISTER of one header
        ["iptel-sg-invite.sip"] = SipRejection.BadHeaderLine,             // lines end in CR CR LF: other parsers see the end of the headers there
        ["osip-sip44-200.sip"] = SipRejection.MissingVia,                 // a response that belongs to nobody
        ["osip-sip66-invite.sip"] = SipRejection.BodyTruncated,           // Content-Length is one too many
        ["osip-sip68-invite.sip"] = SipRejection.BadRoute,                // a URI with a line fold inside
    };

    public static IEnumerable<object[]> Names => Corpora.FileNames("sip-real");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Each_captured_message_is_what_its_index_says(string name)
    {
        byte[] octets = Corpora.Read("sip-real", name);
        ParseOutcome outcome = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        Assert.AreEqual(Refused.GetValueOrDefault(name), outcome.Reason, $"at {outcome.Offset}");
        if (message is null)
        {
            return;
        }

        IReadOnlyDictionary<string, string> row = Corpora.Index("sip-real").Single(row => row["name"] == name);
        Assert.AreEqual(row["kind"], message is SipRequest ? "request" : "response");
        Assert.AreEqual(row["method_or_status"], message is SipRequest request ? request.Method.ToString() : ((SipResponse)message).Status.ToString());
        Sip.Touch(message);
        AssertSameAfterRebuild(message);
    }

    private static void AssertSameAfterRebuild(SipMessage message)
    {
        SipMessage rebuilt = message is SipRequest request ? request.Edit().Build() : ((SipResponse)message).Edit().Build();
        SipMessage again = Sip.Read(rebuilt.Bytes.Span);
        Assert.AreEqual(message.Body, again.Body);
        CollectionAssert.AreEqual(Rows(message), Rows(again));
        Assert.AreEqual(message.From, again.From);
        SipExercise.AssertRebuilt(message);
    }

    private static List<(HeaderId Id, Utf8Text Name, Utf8Text Value)> Rows(SipMessage message)
    {
        List<(HeaderId, Utf8Text, Utf8Text)> rows = [];
        foreach (HeaderRow row in message.Headers)
        {
            if (row.Id is not HeaderId.ContentLength)
            {
                rows.Add((row.Id, row.Name, row.Value));
            }
        }

        return [.. rows.Distinct()]; // one device repeats Content-Type; we do not
    }
}
