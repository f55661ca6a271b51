using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>Stands at the node's socket and judges what it sends by what it received: no leg sees anything of another one, and each keeps the rules of <see cref="LegWatch"/>.</summary>
internal sealed class NodeWatch(SipEndpoint node, SipTimerOptions timers)
{
    private const byte Callers = 1;
    private readonly Dictionary<string, LegWatch> _legs = [];
    private readonly Dictionary<int, List<LegWatch>> _byCall = [];

    /// <summary>What was wrong, with the number of the call.</summary>
    public List<(int Call, string What)> Problems { get; } = [];

    /// <summary>Number of the call that a host takes part in.</summary>
    public static int CallOf(IPAddress host) => host.GetAddressBytes()[3] - 1;

    public void OnSent(SimulatedDatagram datagram)
    {
        if (!datagram.Source.Address.Equals(node.Address)) return;
        int call = CallOf(datagram.Destination.Address);
        if (!SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message).IsComplete || message is null)
        {
            Problems.Add((call, "the node sent what cannot be read"));
            return;
        }

        if (LegOf(message, datagram.Destination.Address, sent: true) is not { } leg) return;
        AssertNothingOfOthers(leg, message);
        leg.Sent(message, datagram.SentAt);
    }

    public void OnReceived(SimulatedDatagram datagram, TimeSpan now)
    {
        if (!datagram.Destination.Address.Equals(node.Address)) return;
        if (!SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message).IsComplete || message is null) return;
        LegOf(message, datagram.Source.Address, sent: false)?.Received(message, now);
    }

    public void OnRestarted()
    {
        foreach (LegWatch leg in _legs.Values) leg.Forget();
    }

    public void OnBroken(int call)
    {
        foreach (LegWatch leg in _byCall.GetValueOrDefault(call, [])) leg.IsUncertain = true;
    }

    public void Finish()
    {
        foreach (LegWatch leg in _legs.Values) leg.Finish();
    }

    private LegWatch? LegOf(SipMessage message, IPAddress host, bool sent)
    {
        int call = CallOf(host);
        bool isCaller = host.GetAddressBytes()[1] == Callers;
        if (!_legs.TryGetValue(message.CallId.ToString(), out LegWatch? leg))
        {
            // Nothing else begins a leg; what is left of others is answered without one
            if (message is not SipRequest { To.Tag.IsEmpty: true } invite || invite.Method != SipMethod.Invite) return null;
            if (sent == isCaller) Problems.Add((call, "the node calls the caller"));
            leg = new LegWatch(call, isCaller, invite, timers, what => Problems.Add((call, what)));
            _legs.Add(message.CallId.ToString(), leg);
            if (!_byCall.TryGetValue(call, out List<LegWatch>? legs)) _byCall.Add(call, legs = []);
            legs.Add(leg);
        }

        if (sent && (leg.Number != call || leg.IsCaller != isCaller)) Problems.Add((call, $"a message of call {leg.Number} went to {host}"));
        return leg;
    }

    private void AssertNothingOfOthers(LegWatch leg, SipMessage message)
    {
        ReadOnlySpan<byte> head = message.Bytes.Span[..(message.Bytes.Length - message.Body.Length)];
        foreach (LegWatch other in _byCall[leg.Number])
        {
            if (other.IsCaller == leg.IsCaller) continue;
            foreach (string secret in other.Secrets)
            {
                if (secret.Length > 0 && head.IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0) Problems.Add((leg.Number, $"{secret} of the other leg in {message.GetType().Name} {message.CSeq}"));
            }
        }
    }
}
