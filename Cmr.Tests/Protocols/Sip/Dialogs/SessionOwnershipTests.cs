using System.Net;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class SessionOwnershipTests
{
    private readonly SessionOwnership _session = new(7001, IPAddress.Parse("198.51.100.5"));

    [TestMethod]
    public void The_first_description_is_version_1_with_our_origin_and_otherwise_as_given()
    {
        SdpDescription presented = _session.Present(An.AudioOffer());
        Assert.AreEqual("- 7001 1 IN IP4 198.51.100.5", presented.Origin.ToString());
        CollectionAssert.AreEqual(Lines(An.AudioOffer()), Lines(presented));
    }

    [TestMethod]
    public void The_same_content_is_the_same_octets_whoever_its_origin_was()
    {
        SdpDescription first = _session.Present(An.AudioOffer());
        SdpDescription again = _session.Present(An.AudioOffer().WithOrigin(SdpOrigin.Create(5, 99, IPAddress.Loopback)));
        Assert.AreEqual(first.ToText(), again.ToText());
    }

    [TestMethod]
    public void A_change_is_the_next_version_and_so_is_the_change_back()
    {
        _session.Present(An.AudioOffer());
        SdpDescription held = _session.Present(An.AudioOffer().WithEachMedia(media => media.WithPort(0)));
        SdpDescription back = _session.Present(An.AudioOffer());
        Assert.AreEqual("2", held.Origin!.Value.Version.ToString());
        Assert.AreEqual("3", back.Origin!.Value.Version.ToString());
    }

    private static string[] Lines(SdpDescription description) => [.. description.ToString().Split("\r\n").Where(line => !line.StartsWith("o=", StringComparison.Ordinal))];
}
