using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class DialogTests
{
    private static readonly SipRequest Invite = An.Invite().Received()
        .Add(HeaderId.RecordRoute, "<sip:p2.example;lr>, <sip:p1.example;lr>").Build();

    [TestMethod]
    public void The_server_sends_to_the_Contact_along_the_Record_Route_as_it_stands()
    {
        SipRequest bye = WithVia(Dialog.AsServer(Invite, "bob1").CreateRequest(SipMethod.Bye));
        Assert.AreEqual("sip:ann@10.0.0.1:5060", bye.Uri.ToString());
        CollectionAssert.AreEqual(new[] { "sip:p2.example;lr", "sip:p1.example;lr" }, bye.Routes.Select(route => route.Uri.ToString()).ToArray());
        Assert.AreEqual("bob1", bye.From.Tag.ToString());
        Assert.AreEqual("ann1", bye.To.Tag.ToString());
        Assert.AreEqual("1 BYE", bye.CSeq.ToString(), "our numbers start anew (RFC 3261 §12.1.1)");
    }

    [TestMethod]
    public void The_client_reverses_the_Record_Route_and_counts_on_from_its_INVITE()
    {
        SipResponse ok = SipResponse.For(Invite, SipStatus.Ok).WithToTag("bob1").Set(HeaderId.Contact, "<sip:bob@10.0.0.2>").Build();
        Dialog dialog = Dialog.AsClient(ok, Invite.Uri);
        SipRequest bye = WithVia(dialog.CreateRequest(SipMethod.Bye));
        Assert.AreEqual("sip:bob@10.0.0.2", bye.Uri.ToString());
        CollectionAssert.AreEqual(new[] { "sip:p1.example;lr", "sip:p2.example;lr" }, bye.Routes.Select(route => route.Uri.ToString()).ToArray());
        Assert.AreEqual("2 BYE", bye.CSeq.ToString());
        Assert.AreEqual("1 ACK", WithVia(dialog.CreateAck(1)).CSeq.ToString());
        Assert.AreEqual("sip:p1.example;lr", dialog.NextHop.ToString());
    }

    [TestMethod]
    public void A_strict_router_gets_its_own_URI_and_the_target_travels_last()
    {
        SipRequest invite = An.Invite().Received().Add(HeaderId.RecordRoute, "<sip:old.example>, <sip:p1.example;lr>").Build();
        SipRequest bye = WithVia(Dialog.AsServer(invite, "bob1").CreateRequest(SipMethod.Bye));
        Assert.AreEqual("sip:old.example", bye.Uri.ToString());
        CollectionAssert.AreEqual(new[] { "sip:p1.example;lr", "sip:ann@10.0.0.1:5060" }, bye.Routes.Select(route => route.Uri.ToString()).ToArray());
    }

    [TestMethod]
    public void Requests_are_taken_in_rising_order_only()
    {
        Dialog dialog = Dialog.AsServer(Invite, "bob1");
        Assert.IsFalse(dialog.TryAdvance(An.Request(SipMethod.Info).Received().WithCSeq(1).Build()), "the INVITE had it");
        Assert.IsTrue(dialog.TryAdvance(An.Request(SipMethod.Info).Received().WithCSeq(5).Build()), "gaps are legal");
        Assert.IsFalse(dialog.TryAdvance(An.Request(SipMethod.Info).Received().WithCSeq(4).Build()));
    }

    [TestMethod]
    public void A_target_refresh_changes_where_requests_go_and_nothing_else()
    {
        Dialog dialog = Dialog.AsServer(Invite, "bob1");
        dialog.RefreshTarget(An.Request(SipMethod.Update).Received().Set(HeaderId.Contact, "<sip:ann@10.0.0.77>").Build());
        SipRequest info = WithVia(dialog.CreateRequest(SipMethod.Info));
        Assert.AreEqual("sip:ann@10.0.0.77", info.Uri.ToString());
        Assert.AreEqual(2, info.Routes.Count);
        dialog.RefreshTarget(An.Request(SipMethod.Update).Received().Remove(HeaderId.Contact).Build());
        Assert.AreEqual("sip:ann@10.0.0.77", dialog.RemoteTarget.ToString());
    }

    [TestMethod]
    public void The_2xx_that_confirms_a_dialog_sets_its_routes_anew()
    {
        SipResponse ringing = SipResponse.For(Invite, SipStatus.Ringing).WithToTag("bob1").Set(HeaderId.Contact, "<sip:bob@10.0.0.2>").Build();
        SipResponse ok = SipResponse.For(Invite, SipStatus.Ok).WithToTag("bob1").Set(HeaderId.Contact, "<sip:bob@10.0.0.3>").Remove(HeaderId.RecordRoute).Build();
        Dialog dialog = Dialog.AsClient(ringing, Invite.Uri);
        dialog.Confirm(ok);
        Assert.AreEqual("sip:bob@10.0.0.3", dialog.NextHop.ToString());
    }

    [TestMethod]
    public void A_peer_without_tag_still_has_a_dialog()
    {
        SipRequest invite = An.Invite().Received().Set(HeaderId.From, "<sip:old@a.example>").Build();
        Assert.IsTrue(Dialog.AsServer(invite, "bob1").Id.RemoteTag.IsEmpty);
    }

    private static SipRequest WithVia(SipRequestBuilder request) => request.Received().Build();
}
