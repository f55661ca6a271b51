using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Support.Fuzzing;

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
    public static void Touch(SipMessage message) => SipExercise.Touch(message);
}
