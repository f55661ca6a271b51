using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Support.Simulation;
using Check = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>What holds for every call, whatever the network did to it. Read from the messages as sent.</summary>
internal static class CallInvariants
{
    public static void Assert(SimulatedNetwork network, CallerPhone ann, CalledPhone bob)
    {
        List<(SimulatedDatagram Datagram, SipMessage Message)> sent = [.. network.Trace
            .Where(datagram => Concerns(datagram, ann) || Concerns(datagram, bob))
            .Select(datagram => (datagram, Read(datagram)))];
        EveryInviteHasOneFinal(network, sent, ann);
        NoMessageGoesToAWrongLeg(network, sent, ann, bob);
        VersionsAreOrdered(network, sent.Where(entry => entry.Datagram.Destination == ann.Endpoint));
        VersionsAreOrdered(network, sent.Where(entry => entry.Datagram.Destination == bob.Endpoint));
        NoUpdateBeforePrack(network, sent, ann);
    }

    private static bool Concerns(SimulatedDatagram datagram, Phone phone) => datagram.Source == phone.Endpoint || datagram.Destination == phone.Endpoint;

    private static SipMessage Read(SimulatedDatagram datagram)
    {
        SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message);
        return message!;
    }

    private static void EveryInviteHasOneFinal(SimulatedNetwork network, List<(SimulatedDatagram Datagram, SipMessage Message)> sent, CallerPhone ann)
    {
        IEnumerable<IGrouping<string, int>> finals = sent
            .Where(entry => entry.Datagram.Destination == ann.Endpoint)
            .Select(entry => entry.Message).OfType<SipResponse>()
            .Where(response => response.CSeq.Method == SipMethod.Invite && response.Status.IsFinal)
            .GroupBy(response => response.TopVia.Branch.ToString(), response => response.Status.Code);
        foreach (IGrouping<string, int> invite in finals) Check.AreEqual(1, invite.Distinct().Count(), $"two finals to one INVITE, seed {network.Seed}");
        bool arrived = sent.Any(entry => entry.Datagram.Source == ann.Endpoint && entry.Datagram.Copies > 0 && entry.Message is SipRequest { Method.Kind: SipMethodKind.Invite });
        if (arrived) Check.IsTrue(finals.Any(), $"an INVITE without a final response, seed {network.Seed}");
    }

    private static void NoMessageGoesToAWrongLeg(SimulatedNetwork network, List<(SimulatedDatagram Datagram, SipMessage Message)> sent, CallerPhone ann, CalledPhone bob)
    {
        HashSet<string> callIds(Phone phone) => [.. sent.Where(entry => Concerns(entry.Datagram, phone)).Select(entry => entry.Message.CallId.ToString())];
        Check.IsTrue(callIds(ann).Count <= 1 && callIds(bob).Count <= 1, $"one Call-ID on each leg, seed {network.Seed}");
        Check.IsFalse(callIds(ann).Overlaps(callIds(bob)), $"the legs share no Call-ID, seed {network.Seed}");
    }

    // RFC 3264 §8: within a dialog the origin stays, the version never goes back, and the same version means the same octets
    private static void VersionsAreOrdered(SimulatedNetwork network, IEnumerable<(SimulatedDatagram Datagram, SipMessage Message)> toPhone)
    {
        Dictionary<string, (ulong Version, string Text)> last = [];
        foreach ((_, SipMessage message) in toPhone)
        {
            if (Phone.SessionOf(message) is not { Origin: { } origin } description) continue;
            ulong version = ulong.Parse(origin.Version.ToString(), System.Globalization.CultureInfo.InvariantCulture);
            string key = origin.SessionId.ToString();
            if (last.TryGetValue(key, out (ulong Version, string Text) before))
            {
                if (version == before.Version) Check.AreEqual(before.Text, description.ToString(), $"changed without a new version, seed {network.Seed}");
            }

            if (!last.ContainsKey(key) || version > before.Version) last[key] = (version, description.ToString());
        }
    }

    private static void NoUpdateBeforePrack(SimulatedNetwork network, List<(SimulatedDatagram Datagram, SipMessage Message)> sent, CallerPhone ann)
    {
        SimulatedDatagram? update = sent.FirstOrDefault(entry => entry.Datagram.Destination == ann.Endpoint && entry.Message is SipRequest { Method.Kind: SipMethodKind.Update }).Datagram;
        if (update is null) return;
        Check.IsTrue(
            sent.Any(entry => entry.Datagram.Source == ann.Endpoint && entry.Message is SipRequest { Method.Kind: SipMethodKind.Prack } && entry.Datagram.SentAt < update.SentAt),
            $"UPDATE before PRACK, seed {network.Seed}");
    }
}
