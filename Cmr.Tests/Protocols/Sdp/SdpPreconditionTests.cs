using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;

namespace Cmr.Tests.Protocols.Sdp;

/// <summary>The status table of RFC 3312, with the examples of its §13 and of RFC 4032.</summary>
[TestClass]
public sealed class SdpPreconditionTests
{
    [TestMethod]
    public void The_segmented_example_of_RFC_3312_is_read_met_and_written()
    {
        SdpPreconditions offer = Read("curr:qos local none", "curr:qos remote none", "des:qos mandatory local sendrecv", "des:qos mandatory remote sendrecv")!;
        Assert.IsTrue(offer.AnyMandatory && !offer.AreMet);
        SdpPreconditions answer = offer.Reverse().WithReserved(PreconditionSegment.Local, SdpDirection.SendOnly).WithConfirmation(PreconditionSegment.Remote);
        CollectionAssert.AreEqual(
            new[]
            {
                "a=curr:qos local send", "a=curr:qos remote none", "a=des:qos mandatory local sendrecv", "a=des:qos mandatory remote sendrecv",
                "a=conf:qos remote sendrecv",
            },
            Lines(answer));
        SdpPreconditions met = offer.WithReserved(PreconditionSegment.Local, SdpDirection.SendRecv).WithReserved(PreconditionSegment.Remote, SdpDirection.SendRecv);
        Assert.IsTrue(met.AreMet);
    }

    [TestMethod]
    public void An_answer_may_raise_the_strength_but_not_lower_it()
    {
        SdpPreconditions offer = Read("curr:qos e2e none", "des:qos optional e2e sendrecv")!.Reverse();
        SdpPreconditions raised = offer.Strengthened(Read("curr:qos e2e none", "des:qos mandatory e2e send", "des:qos none e2e recv")!);
        CollectionAssert.AreEqual(new[] { "a=curr:qos e2e none", "a=des:qos mandatory e2e send", "a=des:qos optional e2e recv" }, Lines(raised));
    }

    [TestMethod]
    public void Reversing_twice_changes_nothing()
    {
        SdpPreconditions table = SdpPreconditions.Segmented(PreconditionStrength.Mandatory, PreconditionStrength.Optional).WithReserved(PreconditionSegment.Local, SdpDirection.RecvOnly);
        CollectionAssert.AreEqual(Lines(table), Lines(table.Reverse().Reverse()));
        CollectionAssert.AreEqual(Lines(table.Reverse()), Lines(Read([.. Lines(table.Reverse()).Select(line => line[2..])])!));
    }

    [TestMethod]
    public void They_take_the_place_of_the_old_ones_in_a_section()
    {
        SdpMedia media = Media("curr:qos local none", "ptime:20", "des:qos none local sendrecv");
        SdpMedia changed = media.WithPreconditions(media.Preconditions!.WithReserved(PreconditionSegment.Local, SdpDirection.SendRecv));
        CollectionAssert.AreEqual(new[] { "m=audio 1 RTP/AVP 0", "a=ptime:20", "a=curr:qos local sendrecv", "a=des:qos none local sendrecv" }, changed.Lines.Select(line => line.ToString()).ToArray());
    }

    [TestMethod]
    [DataRow("curr:qos")]
    [DataRow("curr:qos here none")]
    [DataRow("curr:qos local maybe")]
    [DataRow("curr:sec local none")]
    [DataRow("des:qos local sendrecv")]
    [DataRow("des:qos 4 local sendrecv")]
    [DataRow("des:qos urgent local sendrecv")]
    [DataRow("ptime:20")]
    public void What_is_no_precondition_is_passed_over(string attribute) => Assert.IsNull(Read(attribute));

    private static SdpPreconditions? Read(params string[] attributes) => Media(attributes).Preconditions;

    private static SdpMedia Media(params string[] attributes) =>
        SdpMedia.Create(new SdpMediaLine("audio", 1, 1, "RTP/AVP", ["0"]), attributes.Select(text => new SdpLine('a', text)));

    private static string[] Lines(SdpPreconditions table) => [.. table.ToLines().Select(line => line.ToString())];
}
