using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Sip.Simulation;

namespace Cmr.Tests.Sip.Calls;

/// <summary>A call that was talked in for longer than any transaction lives has let go of what it kept, and can still do all that it could before.</summary>
[TestClass]
public sealed class HeldCallTests
{
    private readonly CallWorld _world = new CallWorld().WithUsualCall();

    [TestInitialize]
    public void Hold()
    {
        _world.Ann.TalkTime = TimeSpan.FromSeconds(90);
        _world.Call().RunFor(60_000);
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void Requests_pass_both_ways()
    {
        _world.Ann.Request(SipMethod.Info, dress: request => request.WithBody("text/plain", "hi"));
        _world.Bob.Request(SipMethod.Info);
        _world.RunToEnd();
        Assert.AreEqual("hi", _world.Bob.Requests(SipMethod.Info).Single().Body.ToString());
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Info, 200).Count());
        Assert.AreEqual(1, _world.Bob.Responses(SipMethod.Info, 200).Count());
    }

    [TestMethod]
    public void A_new_description_has_the_next_version()
    {
        SdpDescription before = Phone.SessionOf(_world.Bob.Invite!)!;
        _world.Ann.Request(SipMethod.Invite, _world.Ann.Describe(5, 46_000));
        _world.RunToEnd();
        SdpDescription after = Phone.SessionOf(_world.Bob.Requests(SipMethod.Invite).First(request => !request.To.Tag.IsEmpty))!;
        Assert.AreEqual(before.Origin!.Value.SessionId, after.Origin!.Value.SessionId);
        Assert.AreEqual("2", after.Origin.Value.Version.ToString());
    }

    [TestMethod]
    public void The_called_party_moves_and_hangs_up()
    {
        _world.Bob.Request(SipMethod.Invite, _world.Bob.Describe(5, 56_000));
        _world.RunFor(4_000);
        Assert.AreEqual(56_000, Phone.SessionOf(_world.Ann.Requests(SipMethod.Invite).Single())!.Media[0].Port);
        _world.Bob.Request(SipMethod.Bye);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Requests(SipMethod.Bye).Count());
    }
}
