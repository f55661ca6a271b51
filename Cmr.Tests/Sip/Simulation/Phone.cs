using System.Buffers.Binary;
using System.Net;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>A phone on the simulated network: a transaction layer, timers, and a note of everything that came in.</summary>
internal abstract class Phone : ISimulatedHost
{
    private readonly TransactionLayer _layer;
    private readonly SimulatedPort _port;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _later = new();
    private int _order;

    protected Phone(SimulatedNetwork network, string address, SipTransport transport = SipTransport.Udp, SipTimerOptions? timers = null)
    {
        Address = IPAddress.Parse(address);
        Endpoint = new SipEndpoint(transport, Address, 5060);
        Tokens = new SipTokens(new Random(network.Seed ^ BinaryPrimitives.ReadInt32BigEndian(Address.GetAddressBytes())).NextBytes);
        _layer = new TransactionLayer(new TransactionLayerOptions { SentBy = new HostPort(address, 5060), Timers = timers ?? new SipTimerOptions() }, Tokens);
        _port = network.Add(this);
    }

    public IPAddress Address { get; }

    public SipEndpoint Endpoint { get; }

    public TimeSpan Now => _port.Now;

    public string Contact => Endpoint.Transport is SipTransport.Udp ? $"<sip:phone@{Address}:5060>" : $"<sip:phone@{Address}:5060;transport=tcp>";

    /// <summary>What the transaction layer passed up, with the time.</summary>
    public List<(TimeSpan At, SipMessage Message)> Heard { get; } = [];

    public int TransactionCount => _layer.ClientTransactionCount + _layer.ServerTransactionCount;

    public TimeSpan? NextDeadline
    {
        get
        {
            TimeSpan? own = _later.TryPeek(out _, out (TimeSpan At, int Order) first) ? first.At : null;
            return own is { } a && _layer.NextDeadline is { } b ? (a < b ? a : b) : own ?? _layer.NextDeadline;
        }
    }

    protected SipTokens Tokens { get; }

    public static SdpDescription? SessionOf(SipMessage message) =>
        message.HasSdp && SdpDescription.TryRead(message.Body, SdpLimits.Default, out SdpDescription? description).IsComplete ? description : null;

    public IEnumerable<SipResponse> Responses(SipMethod method, int status) =>
        Heard.Select(heard => heard.Message).OfType<SipResponse>().Where(response => response.CSeq.Method == method && response.Status.Code == status);

    public IEnumerable<SipRequest> Requests(SipMethod method) =>
        Heard.Select(heard => heard.Message).OfType<SipRequest>().Where(request => request.Method == method);

    public TimeSpan TimeOf(SipMessage message) => Heard.First(heard => heard.Message == message).At;

    public void After(TimeSpan delay, Action action) => _later.Enqueue(action, (Now + delay, _order++));

    public void Receive(ReadOnlyMemory<byte> datagram, SipEndpoint source, SimulatedPort port)
    {
        bool read = SipMessage.TryRead(datagram.Span, SipLimits.Default, out SipMessage? message).IsComplete;
        SimulationFailure.Unless(read, "the node sent something that cannot be read");
        Do((now, effects) => _layer.Receive(message!, source, now, effects));
    }

    public void Fire(SimulatedPort port)
    {
        while (_later.TryPeek(out Action? action, out (TimeSpan At, int Order) when) && when.At <= Now)
        {
            _later.Dequeue();
            action();
        }

        Do((now, effects) => _layer.Fire(now, effects));
    }

    public ClientTransaction Send(SipRequestBuilder request, SipEndpoint destination)
    {
        ClientTransaction? transaction = null;
        Do((now, effects) => transaction = _layer.SendRequest(request, destination, now, effects));
        return transaction!;
    }

    public void Acknowledge(SipRequestBuilder ack, SipEndpoint destination) => Do((_, effects) => _layer.SendAck(ack, destination, effects));

    public void Respond(ServerTransaction transaction, SipResponse response) => Do((now, effects) => _layer.Respond(transaction, response, now, effects));

    public void Cancel(ClientTransaction invite, string reason) => Do((now, effects) => _layer.Cancel((InviteClientTransaction)invite, reason, now, effects));

    /// <summary>Sends octets past the transaction layer.</summary>
    protected void SendRaw(ReadOnlyMemory<byte> octets, SipEndpoint destination) => _port.Send(octets, destination);

    protected abstract void OnEffect(TransactionEffect effect);

    private void Do(Action<TimeSpan, List<TransactionEffect>> action)
    {
        List<TransactionEffect> effects = [];
        action(Now, effects);
        foreach (TransactionEffect effect in effects)
        {
            switch (effect)
            {
                case TransactionEffect.Send send:
                    if (!_port.Send(send.Message.Bytes, send.Destination) && send.Transaction is { } failed) After(TimeSpan.Zero, () => Do((now, further) => _layer.TransportFailed(failed, now, further)));
                    continue;
                case TransactionEffect.RequestReceived received: Heard.Add((Now, received.Request)); break;
                case TransactionEffect.ResponseReceived response: Heard.Add((Now, response.Response)); break;
                case TransactionEffect.AckReceived ack: Heard.Add((Now, ack.Ack)); break;
                case TransactionEffect.Cancelled cancelled: Heard.Add((Now, cancelled.Cancel)); break;
                default: break;
            }

            OnEffect(effect);
        }
    }
}
