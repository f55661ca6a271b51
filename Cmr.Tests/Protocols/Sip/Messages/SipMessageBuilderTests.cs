using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Messages;

[TestClass]
public sealed class SipMessageBuilderTests
{
    [TestMethod]
    public void A_response_copies_what_RFC_3261_8_2_6_and_12_1_1_want_and_no_more()
    {
        SipRequest invite = An.Invite().Set(HeaderId.Timestamp, "54").Received()
            .Push(HeaderId.RecordRoute, "<sip:r1;lr>").Push(HeaderId.Via, "SIP/2.0/UDP p.example;branch=z9hG4bKp").Build();
        SipResponse ringing = SipResponse.For(invite, SipStatus.Ringing).WithToTag("t1").Build();
        CollectionAssert.AreEqual(invite.Values(HeaderId.Via).ToList(), ringing.Values(HeaderId.Via).ToList());
        Assert.AreEqual("t1", ringing.To.Tag.ToString());
        Assert.HasCount(1, ringing.RecordRoutes);
        Assert.IsFalse(ringing.Has(HeaderId.Timestamp) || ringing.Has(HeaderId.Contact) || ringing.Has(HeaderId.MaxForwards));
        SipResponse trying = SipResponse.For(invite, SipStatus.Trying).Build();
        Assert.IsTrue(trying.Has(HeaderId.Timestamp) && !trying.Has(HeaderId.RecordRoute));
        Assert.IsFalse(SipResponse.For(invite, SipStatus.BusyHere).WithToTag("t").Build().Has(HeaderId.RecordRoute));
    }

    [TestMethod]
    [DataRow("<sip:b@b>", "<sip:b@b>;tag=new")]
    [DataRow("sip:b@b", "sip:b@b;tag=new")]
    [DataRow("<sip:b@b>;tag=old", "<sip:b@b>;tag=old")]
    [DataRow("<sip:b@b;tag=uri>", "<sip:b@b;tag=uri>;tag=new")]
    public void A_To_tag_is_added_only_where_there_is_none(string to, string expected)
    {
        SipRequest request = An.Request(SipMethod.Options).Set(HeaderId.To, to).Received().Build();
        Assert.AreEqual(expected, SipResponse.For(request, SipStatus.Ok).WithToTag("new").Build().Value(HeaderId.To).ToString());
    }

    [TestMethod]
    public void An_empty_tag_parameter_counts_as_none()
    {
        SipRequest request = An.Request(SipMethod.Options).Set(HeaderId.To, "<sip:b@b>;tag=").Received().Build();
        Assert.AreEqual("new", SipResponse.For(request, SipStatus.Ok).WithToTag("new").Build().To.Tag.ToString());
    }

    [TestMethod]
    public void Set_keeps_the_place_Add_follows_its_kind_and_Push_comes_first()
    {
        SipRequest request = An.Request(SipMethod.Options).Received()
            .Add("X-A", "1").Add("X-B", "2").Add("x-a", "3").Set("X-B", "4").Push(HeaderId.Via, "SIP/2.0/UDP top;branch=z9hG4bKt").Build();
        List<string> lines = [];
        foreach (HeaderRow row in request.Headers)
        {
            lines.Add(row.Line.ToString());
        }

        Assert.AreEqual("Via: SIP/2.0/UDP top;branch=z9hG4bKt", lines[0]);
        CollectionAssert.AreEqual(new[] { "X-A: 1", "x-a: 3", "X-B: 4" }, lines.Where(line => line.StartsWith("X-", StringComparison.OrdinalIgnoreCase)).ToArray());
        Assert.AreEqual("z9hG4bKann1", request.Edit().RemoveFirstValue(HeaderId.Via).Build().TopVia.Branch.ToString());
    }

    [TestMethod]
    public void The_first_of_several_values_in_one_row_can_be_replaced_or_removed()
    {
        SipRequest request = An.Request(SipMethod.Options).Push(HeaderId.Via, "SIP/2.0/UDP a;branch=z9hG4bK1 , SIP/2.0/UDP b;branch=z9hG4bK2").Build();
        SipRequest replaced = request.Edit().ReplaceFirstValue(HeaderId.Via, "SIP/2.0/UDP c;branch=z9hG4bK3").Build();
        CollectionAssert.AreEqual(new Utf8Text[] { "SIP/2.0/UDP c;branch=z9hG4bK3", "SIP/2.0/UDP b;branch=z9hG4bK2" }, replaced.Values(HeaderId.Via).ToList());
        CollectionAssert.AreEqual(new Utf8Text[] { "SIP/2.0/UDP b;branch=z9hG4bK2" }, request.Edit().RemoveFirstValue(HeaderId.Via).Build().Values(HeaderId.Via).ToList());
    }

    [TestMethod]
    public void No_value_can_smuggle_in_a_header_or_a_body()
    {
        SipRequest request = An.Request(SipMethod.Options).Received()
            .Set("X-Name", "a\r\nInjected: yes\r\n\r\nbody\0").Set(HeaderId.Subject, "folded\r\n value").Build();
        Assert.IsFalse(request.TryGet("Injected"u8, out _));
        Assert.IsTrue(request.Body.IsEmpty);
        Assert.IsTrue(request.TryGet("X-Name"u8, out HeaderRow row));
        Assert.AreEqual("a  Injected: yes    body", row.Value.ToString());
    }

    [TestMethod]
    public void End_to_end_headers_are_copied_except_those_named()
    {
        SipRequest invite = An.Invite().Received().Set("X-Foreign", "  kept \t as is").Set(HeaderId.Subject, "s")
            .WithBody("application/sdp", An.AudioOffer().ToText()).Build();
        SipRequest onward = SipRequest.Create(SipMethod.Invite, AnyUri.Parse("sip:next@c.example"))
            .CopyAllExcept(invite, HeaderId.Via, HeaderId.CallId, HeaderId.Contact)
            .Push(HeaderId.Via, "SIP/2.0/UDP as;branch=z9hG4bKas").Set(HeaderId.CallId, "leg-b").CopyBody(invite).Build();
        Assert.AreEqual("leg-b", onward.CallId.ToString());
        Assert.IsFalse(onward.Has(HeaderId.Contact));
        Assert.IsTrue(onward.TryGet("X-Foreign"u8, out _) && onward.HasSdp);
        Assert.AreEqual(invite.Body, onward.Body);
    }

    [TestMethod]
    public void A_body_sets_its_length_and_goes_with_the_headers_that_describe_it()
    {
        SipRequest with = An.Invite().Received().WithBody("application/sdp", "v=0\r\n").Set(HeaderId.ContentDisposition, "session").Build();
        Assert.AreEqual("5", with.Value(HeaderId.ContentLength).ToString());
        SipRequest without = with.Edit().WithoutBody().Build();
        Assert.AreEqual("0", without.Value(HeaderId.ContentLength).ToString());
        Assert.IsFalse(without.Has(HeaderId.ContentType) || without.Has(HeaderId.ContentDisposition));
    }

    [TestMethod]
    public void A_request_without_Via_cannot_be_built() => Assert.ThrowsExactly<InvalidOperationException>(() => An.Invite().Build());

    [TestMethod]
    public void Octets_that_are_no_UTF_8_survive_every_edit()
    {
        Utf8Text subject = new([0x41, 0xFF, 0xFE, 0x42]);
        SipRequest request = An.Request(SipMethod.Options).Received().Set(HeaderId.Subject, subject).Build();
        Assert.AreEqual(subject, request.Edit().Set(HeaderId.MaxForwards, "1").Build().Value(HeaderId.Subject));
    }

    [TestMethod]
    public void A_builder_goes_on_after_Build_from_what_it_has_built()
    {
        SipRequestBuilder builder = An.Invite().Received().WithBody("text/plain", "a");
        SipRequest first = builder.Build();
        Assert.IsTrue(first.Bytes.Span.SequenceEqual(builder.Build().Bytes.Span));
        SipRequest second = builder.Set("X", "1").WithBody("text/plain", "bc").Build();
        Assert.AreEqual("a", first.Body.ToString());
        Assert.AreEqual("bc", second.Body.ToString());
        Assert.IsTrue(second.TryGet("X"u8, out _) && !first.TryGet("X"u8, out _));
    }

    [TestMethod]
    [DataRow("<sip:b@c;x=y?Subject=z>", "sip:b@c;x=y")]
    [DataRow("<sip:what?@c>", "sip:what?@c")]
    [DataRow("<tel:+49>", "tel:+49")]
    [DataRow("<http://c/?d=e>", "http://c/?d=e")]
    public void Whatever_a_Contact_holds_can_be_a_Request_URI_without_its_headers(string contact, string expected)
    {
        Assert.IsTrue(AddressHeader.TryRead(contact, out AddressHeader address));
        SipRequest request = SipRequest.Create(SipMethod.Bye, address.Uri).CopyAllExcept(An.Request(SipMethod.Bye).Received().Build()).Build();
        Assert.AreEqual(expected, request.Uri.ToString());
        Assert.AreEqual(expected, An.Request(SipMethod.Bye).Received().WithUri(address.Uri).Build().Uri.ToString());
    }

    [TestMethod]
    [DataRow("no token", "x")]
    [DataRow("X\r\nY", "x")]
    [DataRow("CSeq", "nothing")]
    [DataRow("CSeq", "1 BYE")]
    [DataRow("Route", "<sip:a>,,<sip:b>")]
    [DataRow("Content-Type", "text")]
    public void A_row_that_no_reader_would_take_cannot_be_built(string name, string value) =>
        Assert.ThrowsExactly<InvalidOperationException>(() => An.Invite().Received().Set(name, value).Build());

    [TestMethod]
    public void A_second_value_of_a_single_header_cannot_be_built() =>
        Assert.ThrowsExactly<InvalidOperationException>(() => An.Invite().Received().Add(HeaderId.CallId, "another").Build());

    [TestMethod]
    public void Deriving_a_message_costs_little_more_than_the_message()
    {
        SipRequest invite = An.Invite().Received().WithBody("text/plain", new string('x', 600)).Build();
        Utf8Text via = "SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK1", contact = "<sip:10.0.0.9>";
        long cost = 0;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SipRequest copy = SipRequest.Create(SipMethod.Invite, invite.Uri).Push(HeaderId.Via, via).CopyAllExcept(invite, HeaderId.Via, HeaderId.Contact)
                .Set(HeaderId.Contact, contact).WithMaxForwards(69).CopyBody(invite).Build();
            cost = GC.GetAllocatedBytesForCurrentThread() - before - copy.Length;
        }

        Assert.IsLessThan(600L, cost, "beyond the octets: index, message and builder");
    }
}
