using System.Net;
using Cmr.Protocols.Dns;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport.Dns;

namespace Cmr.Tests.Sip.Transport.Dns;

[TestClass]
public sealed class HopResolverTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TurnedClock _clock = new();
    private readonly BackgroundWork _work = new();
    private readonly ScriptedDns _server = new();
    private readonly Queue<int> _draws = new();
    private HopResolver _resolver = null!; // made before every test

    [TestInitialize]
    public void MakeResolver() => _resolver = Resolver(_server.EndPoint);

    public async ValueTask DisposeAsync()
    {
        await _work.StopAsync();
        await _server.DisposeAsync();
        _work.Dispose();
    }

    [TestMethod]
    public async Task NAPTR_says_the_transport_SRV_the_server_and_its_name_stays_to_be_proven()
    {
        _server.Says("b.example", DnsRecordType.Naptr, a => a
                .Naptr("b.example", 50, 50, "s", "SIP+D2T", "_sip._tcp.b.example")
                .Naptr("b.example", 10, 50, "s", "SIPS+D2T", "_sips._tcp.b.example")
                .Naptr("b.example", 20, 50, "u", "E2U+sip", ""))
            .Says("_sips._tcp.b.example", DnsRecordType.Srv, a => a.Srv("_sips._tcp.b.example", 0, 0, 5071, "one.b.example"))
            .Says("_sip._tcp.b.example", DnsRecordType.Srv, a => a.Srv("_sip._tcp.b.example", 0, 0, 5070, "one.b.example"))
            .Says("one.b.example", DnsRecordType.A, a => a.A("one.b.example", "192.0.2.1"));
        CollectionAssert.AreEqual((SipEndpoint[])[Target(SipTransport.Tls, "192.0.2.1", 5071) with { Domain = "b.example" }, Target(SipTransport.Tcp, "192.0.2.1", 5070)], await FindAsync("b.example"));
    }

    [TestMethod]
    public async Task Servers_are_tried_by_priority_and_drawn_by_weight()
    {
        _server.Says("_sip._udp.b.example", DnsRecordType.Srv, a => a
            .Srv("_sip._udp.b.example", 20, 0, 5060, "backup.b.example")
            .Srv("_sip._udp.b.example", 10, 30, 5060, "small.b.example")
            .Srv("_sip._udp.b.example", 10, 70, 5060, "big.b.example"));
        foreach ((string host, string address) in ((string, string)[])[("backup", "192.0.2.3"), ("small", "192.0.2.1"), ("big", "192.0.2.2")])
            _server.Says($"{host}.b.example", DnsRecordType.A, a => a.A($"{host}.b.example", address));
        _draws.Enqueue(31);
        CollectionAssert.AreEqual((string[])["192.0.2.2", "192.0.2.1", "192.0.2.3"], Addresses(await FindAsync("b.example", SipTransport.Udp)));
        _draws.Enqueue(30);
        CollectionAssert.AreEqual((string[])["192.0.2.1", "192.0.2.2", "192.0.2.3"], Addresses(await FindAsync("b.example", SipTransport.Udp)), "drawn anew, from what is remembered");
        Assert.AreEqual(1, _server.Questions.Count(question => question.Type is DnsRecordType.Srv));
    }

    [TestMethod]
    public async Task A_port_in_the_URI_leaves_only_addresses_to_ask_for_and_aliases_are_followed()
    {
        _server.Says("b.example", DnsRecordType.A, a => a.Cname("b.example", "c.example").A("c.example", "192.0.2.7").A("evil.example", "192.0.2.66"));
        CollectionAssert.AreEqual((SipEndpoint[])[Target(SipTransport.Udp, "192.0.2.7", 5099)], await FindAsync("b.example", port: 5099));
        Assert.IsTrue(_server.Questions.All(question => question.Type is DnsRecordType.A));
    }

    [TestMethod]
    public async Task A_sips_URI_never_ends_without_TLS()
    {
        _server.Says("b.example", DnsRecordType.Naptr, a => a.Naptr("b.example", 10, 10, "s", "SIP+D2U", "_sip._udp.b.example"))
            .Says("_sip._udp.b.example", DnsRecordType.Srv, a => a.Srv("_sip._udp.b.example", 0, 0, 5060, "b.example"))
            .Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.1"));
        SipEndpoint[] found = await FindAsync(new HopQuery("b.example", null, SipTransport.Tls, IsSecure: true));
        CollectionAssert.AreEqual((SipEndpoint[])[Target(SipTransport.Tls, "192.0.2.1", 5061) with { Domain = "b.example" }], found);
    }

    [TestMethod]
    public async Task A_domain_that_says_it_has_no_such_service_is_not_called_at_its_address()
    {
        _server.Says("_sip._udp.b.example", DnsRecordType.Srv, a => a.Srv("_sip._udp.b.example", 0, 0, 0, ""))
            .Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.1"));
        Assert.IsEmpty(await FindAsync("b.example"));
        _server.Says("_sip._tcp.b.example", DnsRecordType.Srv, a => a.Srv("_sip._tcp.b.example", 0, 0, 5060, "b.example"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        CollectionAssert.AreEqual((SipEndpoint[])[Target(SipTransport.Tcp, "192.0.2.1", 5060)], await FindAsync("b.example"), "another transport is served all the same");
    }

    [TestMethod]
    public async Task Records_live_as_long_as_they_say_and_their_absence_shortly()
    {
        _server.Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.1", ttl: 30));
        await FindAsync("b.example", port: 5060);
        _clock.Advance(TimeSpan.FromSeconds(29));
        await FindAsync("b.example", port: 5060);
        Assert.HasCount(1, _server.Questions);
        _server.Forget();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsEmpty(await FindAsync("b.example", port: 5060));
        _server.Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.2"));
        _clock.Advance(TimeSpan.FromSeconds(6));
        CollectionAssert.AreEqual((string[])["192.0.2.2"], Addresses(await FindAsync("b.example", port: 5060)));
    }

    [TestMethod]
    public async Task A_long_answer_is_asked_for_again_over_TCP()
    {
        _server.Truncates = true;
        _server.Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.1"));
        CollectionAssert.AreEqual((string[])["192.0.2.1"], Addresses(await FindAsync("b.example", port: 5060)));
    }

    [TestMethod]
    public async Task An_answer_to_another_question_is_not_believed()
    {
        _server.IsForged = true;
        _server.Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.1"));
        CollectionAssert.AreEqual((string[])["192.0.2.1"], Addresses(await FindAsync("b.example", port: 5060)));
    }

    [TestMethod]
    public async Task A_silent_server_is_left_for_the_next_one()
    {
        await using ScriptedDns silent = new() { IsSilent = true };
        _resolver = Resolver(silent.EndPoint, _server.EndPoint);
        _server.Says("b.example", DnsRecordType.A, a => a.A("b.example", "192.0.2.1"));
        CollectionAssert.AreEqual((string[])["192.0.2.1"], Addresses(await FindAsync("b.example", port: 5060)));
        Assert.IsNotEmpty(silent.Questions);
    }

    private HopResolver Resolver(params IPEndPoint[] servers)
    {
        DnsOptions options = new() { Timeout = TimeSpan.FromMilliseconds(300) };
        return new HopResolver(new DnsClient(servers, options, _clock), new HopReach(IPv4: true, IPv6: false, Tls: true), options, _work, _ => _draws.TryDequeue(out int number) ? number : 0, _clock);
    }

    private Task<SipEndpoint[]> FindAsync(string host, SipTransport? transport = null, int? port = null) => FindAsync(new HopQuery(host, port, transport, IsSecure: false));

    private async Task<SipEndpoint[]> FindAsync(HopQuery query)
    {
        TaskCompletionSource<IReadOnlyList<SipEndpoint>> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _resolver.Resolve(query, found.SetResult);
        return [.. await found.Task.WaitAsync(Patience, CancellationToken.None)];
    }

    private static SipEndpoint Target(SipTransport transport, string address, int port) => new(transport, IPAddress.Parse(address), port);

    private static string[] Addresses(SipEndpoint[] targets) => [.. targets.Select(target => target.Address.ToString())];
}
