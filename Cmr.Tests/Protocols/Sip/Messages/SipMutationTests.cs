using System.Text;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Framing;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support;

namespace Cmr.Tests.Protocols.Sip.Messages;

/// <summary>Damaged messages: nothing throws, and whatever is still read can be asked, edited, answered and written.</summary>
[TestClass]
public sealed class SipMutationTests
{
    private const int Cases = 20_000;

    private static readonly string[] Splices =
    [
        "\r\n", "\r", "\n", "\0", "\"", "<", ">", ";", ",", "%", "%00", ":", "=", " ", "\t", "\r\n ", "\\", "z9hG4bK", "SIP/2.0", ";tag=", "Via: ", "To: ",
        "Content-Length: 999\r\n", "\r\n\r\n", "99999999999999999999", "-1", "[", "]", "*", "@", "?", "sip:", "tel:", "\u00ff", "a=rtpmap:", "m=audio ", "c=IN ",
    ];

    public TestContext TestContext { get; set; } = null!; // set by the runner

    [TestMethod]
    public void Twenty_thousand_damaged_messages_harm_nobody()
    {
        int seed = Environment.GetEnvironmentVariable("CMR_SEED") is { Length: > 0 } set ? int.Parse(set, System.Globalization.CultureInfo.InvariantCulture) : 20261121;
        TestContext.WriteLine($"seed {seed}");
        Random random = new(seed);
        byte[][] seeds = [.. OwnMessages.Names.Select(OwnMessages.Read), .. Captured()];
        int read = 0;
        for (int number = 0; number < Cases; number++)
        {
            byte[] damaged = Damage(seeds[random.Next(seeds.Length)], random);
            try
            {
                read += Exercise(damaged, random) ? 1 : 0;
            }
            catch (Exception problem) when (problem is not UnitTestAssertException)
            {
                Assert.Fail($"seed {seed}, case {number}: {problem}\n{Encoding.Latin1.GetString(damaged)}");
            }
        }

        TestContext.WriteLine($"{read} of {Cases} were still readable");
        Assert.IsGreaterThan(Cases / 20, read, "the mutations are too rough to reach the code behind the reader");
    }

    private static IEnumerable<byte[]> Captured() =>
        Corpora.ArePresent ? Corpora.Index("rfc4475").Select(row => Corpora.Read("rfc4475", row["name"])) : [];

    private static bool Exercise(byte[] octets, Random random)
    {
        ParseOutcome outcome = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        SipFramer.TryFindMessage(new System.Buffers.ReadOnlySequence<byte>(octets), SipLimits.Default, out _);
        SdpDescription.TryRead(octets, SdpLimits.Default, out SdpDescription? stray);
        Assert.AreEqual(message is not null, outcome.IsComplete);
        if (message is null)
        {
            Assert.IsInRange(0, octets.Length, outcome.Offset);
            if (SipReplies.TryMake(octets, outcome.Reason) is { } reply)
            {
                Assert.IsLessThanOrEqualTo(octets.Length + 200, reply.Length, "a reply must not amplify");
            }

            return false;
        }

        Sip.Touch(message);
        ExerciseTransactions(message, random);
        SdpDescription.TryRead(message.Body, SdpLimits.Default, out SdpDescription? description);
        foreach (SdpDescription sdp in new[] { stray, description }.OfType<SdpDescription>())
        {
            _ = (sdp.WithEachMedia(media => media.WithPort(1).WithCodecs(media.Codecs)).ToString(), sdp.Origin, sdp.Connection);
        }

        return true;
    }

    private static void ExerciseTransactions(SipMessage message, Random random)
    {
        TransactionLayer layer = new(new TransactionLayerOptions { SentBy = message.TopVia.SentBy }, new SipTokens(random.NextBytes));
        SipEndpoint source = SipEndpoint.Udp(System.Net.IPAddress.Loopback, 5060);
        List<TransactionEffect> effects = [];
        layer.Receive(message, source, TimeSpan.Zero, effects);
        layer.Receive(message, source, TimeSpan.Zero, effects);
        foreach (TransactionEffect.RequestReceived received in effects.OfType<TransactionEffect.RequestReceived>().ToList())
        {
            layer.Respond(received.Transaction, SipResponse.For(received.Request, SipStatus.BusyHere).WithToTag("t").Build(), TimeSpan.Zero, effects);
            _ = received.Request.Edit().WithoutBody().Build();
        }

        foreach (TransactionEffect.Send send in effects.OfType<TransactionEffect.Send>())
        {
            Assert.IsTrue(SipMessage.TryRead(send.Message.Bytes.Span, SipLimits.Default with { MaxHeaderBytes = 9000 }, out _).IsComplete, "what we send must be readable");
        }

        layer.Fire(TimeSpan.FromHours(1), effects);
        Assert.IsNull(layer.NextDeadline is { } next && next < TimeSpan.FromHours(1) ? next : null);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        List<byte> octets = [.. original];
        int wounds = random.Next(1, 4);
        for (int wound = 0; wound < wounds && octets.Count > 1; wound++)
        {
            int at = random.Next(octets.Count);
            switch (random.Next(6))
            {
                case 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 1:
                    octets.RemoveRange(at, Math.Min(random.Next(1, 20), octets.Count - at));
                    break;
                case 2:
                    octets.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
                case 3:
                    octets.InsertRange(at, octets.GetRange(at, Math.Min(random.Next(1, 200), octets.Count - at)));
                    break;
                case 4:
                    octets.RemoveRange(at, octets.Count - at);
                    break;
                default:
                    octets.InsertRange(at, Enumerable.Repeat(octets[at], random.Next(1, 300)));
                    break;
            }
        }

        return [.. octets];
    }
}
