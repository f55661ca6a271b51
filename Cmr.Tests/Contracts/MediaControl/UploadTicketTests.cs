using System.Web;
using Cmr.Contracts.MediaControl;

namespace Cmr.Tests.Contracts.MediaControl;

[TestClass]
public sealed class UploadTicketTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReadOnlyMemory<byte> Key = InstanceKeys.FromSecret(new byte[32]).UploadKey;

    [TestMethod]
    public void A_ticket_is_valid_until_the_second_it_expires()
    {
        UploadTicket ticket = UploadTicket.For("tone-1", Now);
        string signature = ticket.Sign(Key);

        Assert.AreEqual(UploadTicketVerdict.Valid, ticket.Verify(signature, Key, Now));
        Assert.AreEqual(UploadTicketVerdict.Valid, ticket.Verify(signature, Key, Now + UploadTicket.Life - TimeSpan.FromSeconds(1)));
        Assert.AreEqual(UploadTicketVerdict.Expired, ticket.Verify(signature, Key, Now + UploadTicket.Life));
    }

    [TestMethod]
    public void A_ticket_with_anything_changed_is_forged()
    {
        UploadTicket ticket = UploadTicket.For("tone-1", Now);
        string signature = ticket.Sign(Key);

        Assert.AreEqual(UploadTicketVerdict.Forged, (ticket with { ResourceId = "tone-2" }).Verify(signature, Key, Now));
        Assert.AreEqual(UploadTicketVerdict.Forged, (ticket with { UploadId = "other" }).Verify(signature, Key, Now));
        Assert.AreEqual(UploadTicketVerdict.Forged, (ticket with { Expires = ticket.Expires + 1 }).Verify(signature, Key, Now));
        Assert.AreEqual(UploadTicketVerdict.Forged, ticket.Verify(signature, new byte[32], Now));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("A")]
    [DataRow("not base64url, not base64url, not base64url")]
    [DataRow("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [DataRow("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void A_signature_that_is_none_is_forged(string? signature)
    {
        Assert.AreEqual(UploadTicketVerdict.Forged, UploadTicket.For("tone-1", Now).Verify(signature, Key, Now));
    }

    [TestMethod]
    public void A_line_feed_in_a_name_does_not_make_one_ticket_pass_for_another()
    {
        var first = new UploadTicket("a\nb", "c", 1);
        var second = new UploadTicket("a", "b\nc", 1);

        Assert.AreNotEqual(first.Sign(Key), second.Sign(Key));
    }

    [TestMethod]
    public void The_url_carries_the_whole_ticket()
    {
        UploadTicket ticket = UploadTicket.For("tönchen/1 & more", Now);
        var url = new Uri(ticket.ToUrl("http://127.0.0.1:8090/", Key));
        var query = HttpUtility.ParseQueryString(url.Query);

        Assert.AreEqual("/upload/" + Uri.EscapeDataString(ticket.ResourceId), url.AbsolutePath);
        var read = new UploadTicket(Uri.UnescapeDataString(url.Segments[^1]), query["id"]!, long.Parse(query["expires"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.AreEqual(ticket, read);
        Assert.AreEqual(UploadTicketVerdict.Valid, read.Verify(query["sig"], Key, Now));
    }
}
