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
    public void A_new_description_has_the_next_version_and_the_same_one_again_is_answered_here()
    {
        SdpOrigin before = OriginOf(_world.Bob.Invite!);
        foreach (int port in new[] { 46_000, 46_000, 48_000 })
        {
            _world.Ann.Request(SipMethod.Invite, _world.Ann.Describe(5 + port, port));
            _world.RunFor(4_000);
        }

        _world.RunToEnd();
        SdpOrigin[] offered = [.. _world.Bob.Requests(SipMethod.Invite).Where(request => !request.To.Tag.IsEmpty).Select(OriginOf)];
        CollectionAssert.AreEqual(new[] { before.SessionId, before.SessionId }, offered.Select(origin => origin.SessionId).ToArray());
        CollectionAssert.AreEqual(new[] { "2", "3" }, offered.Select(origin => origin.Version.ToString()).ToArray());
        SipResponse[] answers = [.. _world.Ann.Responses(SipMethod.Invite, 200).Skip(1)];
        Assert.AreEqual(3, answers.Length);
        Assert.AreEqual(answers[0].Body, answers[1].Body, "nothing changed, so neither did what was agreed (RFC 3264 §8)");
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

    private static SdpOrigin OriginOf(SipMessage message) => Phone.SessionOf(message)!.Origin!.Value;
}
