using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Tracing;

/// <summary>The few kinds that messages are counted by: methods known by name, classes of responses, and what is malformed. Peers cannot add to them.</summary>
internal static class MessageKinds
{
    private const int Methods = (int)SipMethodKind.Publish + 1;
    private const int Classes = 6;

    /// <summary>Not a message.</summary>
    public const int Malformed = Methods + Classes;

    /// <summary>How many there are.</summary>
    public const int Count = Malformed + 1;

    /// <summary>Kind of a message, 0 to <see cref="Count"/> - 1.</summary>
    public static int Of(SipMessage message) => message switch
    {
        SipRequest request => (int)request.Method.Kind,
        SipResponse response => OfStatus(response.Status.Code),
        _ => Malformed,
    };

    /// <summary>Kind of a response that was written here.</summary>
    public static int OfResponse(ReadOnlySpan<byte> octets) => octets.Length > 8 ? OfStatus((octets[8] - '0') * 100) : Malformed;

    /// <summary>The name in metrics: <c>INVITE</c>, <c>other</c>, <c>2xx</c>, <c>malformed</c>.</summary>
    public static string Name(int kind) => kind switch
    {
        (int)SipMethodKind.Other => "other",
        < Methods => MethodName((SipMethodKind)kind),
        < Malformed => $"{kind - Methods + 1}xx",
        _ => "malformed",
    };

    /// <summary>The name of a method in metrics.</summary>
    public static string MethodName(SipMethodKind method) => method is SipMethodKind.Other ? "other" : method.ToString().ToUpperInvariant();

    private static int OfStatus(int code) => code is >= 100 and < 700 ? Methods + code / 100 - 1 : Malformed;
}
