using System.Text;
using Cmr.Sip.Tracing;

namespace Cmr.Tests.Sip.Tracing;

[TestClass]
public sealed class RedactionTests
{
    [TestMethod]
    [DataRow("INVITE sip:+8613900000001@h SIP/2.0", "INVITE sip:+86139xxxxxx01@h SIP/2.0")]
    [DataRow("INVITE tel:+1-212.555.0123 SIP/2.0", "INVITE tel:+1-212.xxx.xx23 SIP/2.0")]
    [DataRow("From: \"+86 139 0000 0001\" <sip:alice@h>;tag=12345678901", "From: \"+86 139 xxxx xx01\" <sip:alice@h>;tag=12345678901")]
    [DataRow("To: <sip:%2b8613900000001;phone-context=x@h>", "To: <sip:%2b86139xxxxxx01;phone-context=x@h>")]
    [DataRow("To: <sip:%31%33%39%30%30%30%30%30@h>", "To: <sip:%31%33%39%78%78%78%30%30@h>")]
    [DataRow("X-Unknown: sip:13900000001@10.20.30.40:5060", "X-Unknown: sip:1390xxxxx01@10.20.30.40:5060")]
    [DataRow("Contact: <sip:4711@192.168.100.200:15060>", "Contact: <sip:4711@192.168.100.200:15060>")]
    [DataRow("Call-ID: 1234567890123@10.0.0.1", "Call-ID: 1234567890123@10.0.0.1")]
    [DataRow("Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1234567890", "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1234567890")]
    [DataRow("Contact: <sip:alice:secret@h>", "Contact: <sip:alice:xxxxxx@h>")]
    public void Numbers_lose_their_middle_and_nothing_else_changes(string line, string shown) => Assert.AreEqual(shown, Shown(line, withNumbers: false));

    [TestMethod]
    [DataRow("Authorization: Digest username=\"u\", response=\"SECRET\"")]
    [DataRow("authorization : Digest response=\"SECRET\"")]
    [DataRow("PROXY-AUTHORIZATION:SECRET")]
    [DataRow("Authorization: Digest username=\"u\",\r\n response=\"SECRET\",\r\n\tcnonce=\"SECRET\"")]
    [DataRow("Authentication-Info: rspauth=\"SECRET\"")]
    [DataRow("X: a\rAuthorization: Digest response=\"SECRET\"")]
    [DataRow("Refer-To: <sip:a@b?Authorization=Digest%20response%3DSECRET>")]
    [DataRow("Contact: <sip:a:SECRET@b>, <sips:c:SECRET@d>")]
    [DataRow("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRET|2^20")]
    [DataRow("A=ICE-PWD:SECRET")]
    [DataRow("k=clear:SECRET")]
    public void Secrets_are_never_shown_whole_messages_or_not(string line)
    {
        foreach (bool withNumbers in (bool[])[true, false])
        {
            Assert.IsFalse(Shown(line, withNumbers).Contains("SECRET", StringComparison.Ordinal), "alone");
            Assert.IsFalse(Shown($"INVITE sip:a@b SIP/2.0\r\n{line}\r\nTo: <sip:a@b>\r\n\r\n", withNumbers).Contains("SECRET", StringComparison.Ordinal), "in a head");
            Assert.IsFalse(Shown($"INVITE sip:a@b SIP/2.0\n{line}\nTo: <sip:a@b>\n\n", withNumbers).Contains("SECRET", StringComparison.Ordinal), "with bare line feeds");
        }
    }

    [TestMethod]
    public void A_description_keeps_all_but_keys_and_numbers()
    {
        const string Body = "v=0\r\no=+8613900000001 3724394400 3724394405 IN IP4 10.0.0.1\r\ns=call of 13900000001\r\nt=0 0\r\nm=audio 49170 RTP/SAVP 0\r\na=crypto:1 AES_CM_128 inline:SECRET\r\na=ice-pwd:SECRET\r\na=rtpmap:0 PCMU/8000\r\n";

        string shown = Shown(Message("application/sdp;x=y", Body), withNumbers: false);

        StringAssert.Contains(shown, "o=+86139xxxxxx01 3724394400 3724394405 IN IP4 10.0.0.1\r\ns=call of 1390xxxxx01\r\n");
        StringAssert.Contains(shown, "a=crypto:1 AES_CM_128 inline:xxxxxx\r\na=ice-pwd:xxxxxx\r\na=rtpmap:0 PCMU/8000\r\n");
        StringAssert.Contains(Shown(Message("application/sdp", Body), withNumbers: true), "o=+8613900000001 ");
    }

    [TestMethod]
    public void Other_bodies_are_omitted_alone_and_in_parts()
    {
        const string Parts = "preamble SECRET\r\n--b1\r\nContent-Type: text/plain\r\nX: SECRET\r\n\r\nSECRET and some more words\r\n--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\na=ice-pwd:SECRET\r\n--b1--\r\nSECRET";

        string plain = Shown(Message("text/plain", "SECRET of more than a few octets, quite long"), withNumbers: true);
        string multi = Shown(Message("multipart/mixed;boundary=\"b1\"", Parts), withNumbers: true);

        StringAssert.Contains(plain, "[44 octets of text/plain omitted]");
        foreach (string shown in (string[])[plain, multi, Shown(Message("multipart/mixed", Parts), true), Shown(Message("", Parts), true), Shown(Message("application/sdp", "SECRET"), true)])
            Assert.IsFalse(shown.Contains("SECRET", StringComparison.Ordinal), shown);
        StringAssert.Contains(multi, "v=0\r\n");
    }

    [TestMethod]
    public void Whatever_comes_its_length_stays_and_nothing_is_thrown()
    {
        Random random = new(4);
        byte[] seed = Encoding.ASCII.GetBytes(Message("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nk=x\r\n--b--"));
        for (int i = 0; i < 20_000; i++)
        {
            byte[] message = [.. seed[..random.Next(seed.Length)]];
            for (int change = 0; change < 5 && message.Length > 0; change++) message[random.Next(message.Length)] = "\r\n:=%+3 -<@\""u8[random.Next(12)];
            Assert.HasCount(message.Length, Redaction.Of(message, withNumbers: i % 2 == 0));
        }
    }

    private static string Message(string type, string body) =>
        $"MESSAGE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n{(type.Length == 0 ? "" : $"c: {type}\r\n")}Content-Length: {body.Length}\r\n\r\n{body}";

    private static string Shown(string text, bool withNumbers) => Encoding.UTF8.GetString(Redaction.Of(Encoding.UTF8.GetBytes(text), withNumbers));
}
