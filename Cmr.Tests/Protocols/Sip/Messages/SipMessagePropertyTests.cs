using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Builders;
using FsCheck;

namespace Cmr.Tests.Protocols.Sip.Messages;

[TestClass]
public sealed class SipMessagePropertyTests
{
    [TestMethod]
    public void Whatever_is_set_comes_back_after_writing_and_reading() =>
        Prop.ForAll(Arb.From(Headers()), headers =>
        {
            SipRequestBuilder builder = An.Request(SipMethod.Options).Received();
            foreach ((string name, string value) in headers)
            {
                builder.Add(name, value);
            }

            SipRequest built = builder.WithBody("text/plain", string.Concat(headers.Select(header => header.Value))).Build();
            SipMessage read = Sip.Read(built.Bytes.Span);
            return read.Bytes.Span.SequenceEqual(built.Bytes.Span)
                && read.HeaderCount == built.HeaderCount
                && headers.All(header => Contains(read, header.Name, header.Value))
                && read.Body == built.Body;
        }).CheckSeeded();

    [TestMethod]
    public void A_user_part_of_any_octets_survives_escaping() =>
        Prop.ForAll<byte[]>(octets =>
        {
            Utf8Text user = new([.. octets, (byte)'x']);
            SipUri uri = SipUri.Create(user, new HostPort("b.example"));
            return PercentEncoding.Unescape(uri.User) == user && uri.IsEquivalentTo(uri);
        }).CheckSeeded();

    private static bool Contains(SipMessage message, string name, string value)
    {
        foreach (HeaderRow row in message.Headers)
        {
            if (row.Name.Equals(Encoding.UTF8.GetBytes(name)) && row.Value.Equals(Encoding.UTF8.GetBytes(value)))
            {
                return true;
            }
        }

        return false;
    }

    private static Gen<(string Name, string Value)[]> Headers()
    {
        Gen<string> name = Gen.Elements("X-A", "X-b", "Subject", "Server", "y", "P-Early-Media", "Warning");
        Gen<string> value = Gen.Elements('a', 'Z', '0', ' ', ',', ';', '"', '<', '>', '%', ':', '=', '\\', 'ä', '\t').ArrayOf().Select(characters => new string(characters).Trim());
        return name.SelectMany(_ => value, (first, second) => (first, second)).ArrayOf();
    }
}
