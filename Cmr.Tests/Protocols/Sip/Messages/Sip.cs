using System.Text;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Protocols.Sip.Messages;

/// <summary>The throwing reader that only tests have.</summary>
internal static class Sip
{
    public static SipMessage Read(ReadOnlySpan<byte> octets, SipLimits? limits = null)
    {
        ParseOutcome outcome = SipMessage.TryRead(octets, limits ?? SipLimits.Default, out SipMessage? message);
        return message ?? throw new FormatException($"{outcome.Reason} at {outcome.Offset}");
    }

    public static SipRequest Request(string text) => (SipRequest)Read(Encoding.UTF8.GetBytes(text));

    public static ParseOutcome Try(string text, SipLimits? limits = null) =>
        SipMessage.TryRead(Encoding.UTF8.GetBytes(text), limits ?? SipLimits.Default, out _);

    /// <summary>Everything a program may ask of a message; nothing of it may throw.</summary>
    public static void Touch(SipMessage message)
    {
        _ = (message.From.Tag, message.To.Uri.UserOrNumber(), message.CallId, message.CSeq, message.TopVia.RPort, message.TopVia.Maddr);
        _ = (message.Contact, message.Contacts, message.Routes, message.RecordRoutes, message.PAssertedIdentity, message.MaxForwards);
        _ = (message.RSeq, message.RAck, message.Expires, message.PEarlyMedia, message.Reason?.Cause, message.RetryAfter, message.ContentType);
        _ = (message.ContentDisposition, message.Privacy?.Contains("id"u8), message.SessionExpires?.Refresher, message.HasSdp);
        _ = (message.Require.ToList(), message.Supported.Contains("100rel"u8), message.Allow.ToList());
        foreach (HeaderRow row in message.Headers)
        {
            _ = (row.Name.ToString(), row.Value.ToString());
        }
    }
}
