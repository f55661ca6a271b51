using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.OfferAnswer;

namespace Cmr.Tests.Protocols.Sdp;

/// <summary>Which parameters of a format have to be the same, which meet, and which are the receiver's own (RFC 4867, 4733, 6184, 3GPP TS 26.445).</summary>
[TestClass]
public sealed class CodecAgreementTests
{
    [TestMethod]
    [DataRow("AMR", "", "", "")]
    [DataRow("AMR", "octet-align=1", "octet-align=1", "octet-align=1")]
    [DataRow("AMR", "octet-align=1", "", null)]
    [DataRow("AMR", "", "octet-align=1", null)]
    [DataRow("AMR", "octet-align=0", "", "octet-align=0")]
    [DataRow("AMR", "octet-align=1; crc=1", "octet-align=1", null)]
    [DataRow("AMR", "octet-align=1;robust-sorting=1", "octet-align=1", null)]
    [DataRow("AMR", "octet-align=1;interleaving=30", "octet-align=1", null)]
    [DataRow("AMR", "mode-set=0,2,5,7; mode-change-period=2", "", "mode-set=0,2,5,7; mode-change-period=2")]
    [DataRow("AMR", "mode-set=0,2", "mode-set=0,2,5,7", "mode-set=0,2")]
    [DataRow("AMR", "mode-set=0,1", "mode-set=0,2,5,7", null)]
    [DataRow("AMR", "max-red=0", "mode-set=7", "max-red=0; mode-set=7")]
    [DataRow("AMR", "mode-set=x", "", null)]
    [DataRow("AMR-WB", "MODE-SET = 0,1,2 ; Octet-Align=1", "octet-align=1;mode-set=0,1,2", "MODE-SET = 0,1,2 ; Octet-Align=1")]
    [DataRow("EVS", "br=5.9-24.4; bw=nb-swb", "br=13.2; bw=wb", "br=13.2; bw=wb")]
    [DataRow("EVS", "br=5.9-13.2;bw=nb-swb;max-red=220", "br=9.6-24.4", "bw=nb-swb; max-red=220; br=9.6-13.2")]
    [DataRow("EVS", "br=5.9-8", "br=9.6-24.4", null)]
    [DataRow("EVS", "bw=nb", "bw=wb-swb", null)]
    [DataRow("EVS", "hf-only=1", "", null)]
    [DataRow("EVS", "br=fast", "", null)]
    [DataRow("EVS", "br=9.6-5.9", "br=5.9", null)]
    [DataRow("telephone-event", "0-15,66", "0-11", "0-11")]
    [DataRow("telephone-event", "", "0-15", "0-15")]
    [DataRow("telephone-event", "events=0-15", "", "0-15")]
    [DataRow("telephone-event", "16", "0-15", null)]
    [DataRow("telephone-event", "0-999", "0-15", null)]
    [DataRow("H264", "profile-level-id=42e01f;packetization-mode=1", "packetization-mode=1;profile-level-id=42E00A", "profile-level-id=42e01f;packetization-mode=1")]
    [DataRow("H264", "profile-level-id=42e01f", "profile-level-id=42e01f;packetization-mode=1", null)]
    [DataRow("H264", "profile-level-id=64001f", "profile-level-id=42e01f", null)]
    [DataRow("iLBC", "mode=20", "", null)]
    [DataRow("G7221", "bitrate=24000", "bitrate=24000", "bitrate=24000")]
    [DataRow("opus", "useinbandfec=1", "", "useinbandfec=1")]
    [DataRow("x-unknown", "anything", "else", "anything")]
    public void Parameters_agree_or_they_do_not(string encoding, string offered, string mine, string? answer)
    {
        bool agree = CodecAgreement.TryAgree(new SdpCodec(96, encoding, 8000, 1, offered), new SdpCodec(120, encoding.ToLowerInvariant(), 8000, 1, mine), out SdpCodec? agreed);
        Assert.AreEqual(answer, agree ? agreed!.Parameters : null);
        Assert.AreEqual(agree ? 96 : null, agreed?.PayloadType);
    }

    [TestMethod]
    public void Another_encoding_rate_or_channel_count_is_another_format()
    {
        SdpCodec offered = new(96, "AMR", 8000);
        Assert.IsFalse(CodecAgreement.TryAgree(offered, new SdpCodec(96, "AMR-WB", 8000), out _));
        Assert.IsFalse(CodecAgreement.TryAgree(offered, new SdpCodec(96, "AMR", 16000), out _));
        Assert.IsFalse(CodecAgreement.TryAgree(offered, new SdpCodec(96, "AMR", 8000, 2), out _));
    }

    [TestMethod]
    [DataRow("0-15,66", "0-15,66")]
    [DataRow("7, 5 ,6,0", "0,5-7")]
    [DataRow("255", "255")]
    [DataRow("256", null)]
    [DataRow("5-3", null)]
    [DataRow("1-2-3", null)]
    [DataRow("-1", null)]
    [DataRow("", null)]
    [DataRow("1,,2", null)]
    public void A_set_of_numbers_is_read_and_written(string text, string? canonical) =>
        Assert.AreEqual(canonical, SdpNumberSet.TryRead(text, out SdpNumberSet? set) ? set!.ToString() : null);
}
