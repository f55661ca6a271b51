using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Tests.Support.Simulation;

/// <summary>A scripted peer: a transaction layer whose effects are kept, and a script that reacts to them.</summary>
internal sealed class SimulatedPeer : ISimulatedHost
{
    private readonly SimulatedPort _port;

    public SimulatedPeer(SimulatedNetwork network, string address, TransactionLayerOptions? options = null)
    {
        Endpoint = SipEndpoint.Udp(IPAddress.Parse(address), 5060);
        Tokens = new SipTokens(new Random((network.Seed * 131) + (address.Length * 257) + address[^1]).NextBytes);
        Layer = new TransactionLayer((options ?? new TransactionLayerOptions { SentBy = default }) with { SentBy = new HostPort(address, 5060) }, Tokens);
        _port = network.Add(this);
    }

    public SipEndpoint Endpoint { get; }

    public SipTokens Tokens { get; }

    public TransactionLayer Layer { get; }

    public TimeSpan? NextDeadline => Layer.NextDeadline;

    /// <summary>Everything the layer reported, sends excluded.</summary>
    public List<TransactionEffect> Seen { get; } = [];

    /// <summary>Messages that could not be read.</summary>
    public List<SipRejection> Rejected { get; } = [];

    /// <summary>The script.</summary>
    public Action<TransactionEffect> React { get; set; } = _ => { };

    public ClientTransaction Send(SipRequestBuilder request, SipEndpoint destination)
    {
        ClientTransaction? transaction = null;
        Do((effects, now) => transaction = Layer.SendRequest(request, destination, now, effects));
        return transaction!;
    }

    public void Respond(ServerTransaction transaction, SipStatus status) =>
        Respond(transaction, SipResponse.For(transaction.Request, status).WithToTag("peer" + Endpoint.Address.ToString()[^1]).Build());

    public void Respond(ServerTransaction transaction, SipResponse response) =>
        Do((effects, now) => Layer.Respond(transaction, response, now, effects));

    public void Cancel(ClientTransaction invite, string reason = "") =>
        Do((effects, now) => Layer.Cancel((InviteClientTransaction)invite, reason, now, effects));

    public void Acknowledge(SipRequestBuilder ack, SipEndpoint destination) =>
        Do((effects, _) => Layer.SendAck(ack, destination, effects));

    public void Receive(ReadOnlyMemory<byte> datagram, SipEndpoint source, SimulatedPort port)
    {
        ParseOutcome outcome = SipMessage.TryRead(datagram.Span, SipLimits.Default, out SipMessage? message);
        if (message is null)
        {
            Rejected.Add(outcome.Reason);
            return;
        }

        Do((effects, now) => Layer.Receive(message, source, now, effects));
    }

    public void Fire(SimulatedPort port) => Do((effects, now) => Layer.Fire(now, effects));

    public IEnumerable<TEffect> All<TEffect>() => Seen.OfType<TEffect>();

    private void Do(Action<List<TransactionEffect>, TimeSpan> action)
    {
        List<TransactionEffect> effects = [];
        action(effects, _port.Now);
        foreach (TransactionEffect effect in effects)
        {
            if (effect is TransactionEffect.Send send)
            {
                _port.Send(send.Message.Bytes, send.Destination);
                continue;
            }

            Seen.Add(effect);
            React(effect);
        }
    }
}
