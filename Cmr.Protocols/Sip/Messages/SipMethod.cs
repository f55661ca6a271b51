using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>A request method; methods compare with case (RFC 3261 §7.1).</summary>
public readonly record struct SipMethod
{
    private static readonly SipMethod[] Known =
    [
        Named(SipMethodKind.Invite, "INVITE"), Named(SipMethodKind.Ack, "ACK"), Named(SipMethodKind.Bye, "BYE"),
        Named(SipMethodKind.Cancel, "CANCEL"), Named(SipMethodKind.Options, "OPTIONS"), Named(SipMethodKind.Register, "REGISTER"),
        Named(SipMethodKind.Prack, "PRACK"), Named(SipMethodKind.Update, "UPDATE"), Named(SipMethodKind.Info, "INFO"),
        Named(SipMethodKind.Message, "MESSAGE"), Named(SipMethodKind.Subscribe, "SUBSCRIBE"), Named(SipMethodKind.Notify, "NOTIFY"),
        Named(SipMethodKind.Refer, "REFER"), Named(SipMethodKind.Publish, "PUBLISH"),
    ];

    private SipMethod(SipMethodKind kind, Utf8Text name)
    {
        Kind = kind;
        Name = name;
    }

    /// <summary>RFC 3261 §13.</summary>
    public static SipMethod Invite => Of(SipMethodKind.Invite);

    /// <summary>RFC 3261 §13.</summary>
    public static SipMethod Ack => Of(SipMethodKind.Ack);

    /// <summary>RFC 3261 §15.</summary>
    public static SipMethod Bye => Of(SipMethodKind.Bye);

    /// <summary>RFC 3261 §9.</summary>
    public static SipMethod Cancel => Of(SipMethodKind.Cancel);

    /// <summary>RFC 3261 §11.</summary>
    public static SipMethod Options => Of(SipMethodKind.Options);

    /// <summary>RFC 3261 §10.</summary>
    public static SipMethod Register => Of(SipMethodKind.Register);

    /// <summary>RFC 3262 §6.</summary>
    public static SipMethod Prack => Of(SipMethodKind.Prack);

    /// <summary>RFC 3311.</summary>
    public static SipMethod Update => Of(SipMethodKind.Update);

    /// <summary>RFC 6086.</summary>
    public static SipMethod Info => Of(SipMethodKind.Info);

    /// <summary>RFC 3428.</summary>
    public static SipMethod Message => Of(SipMethodKind.Message);

    /// <summary>RFC 6665.</summary>
    public static SipMethod Subscribe => Of(SipMethodKind.Subscribe);

    /// <summary>RFC 6665.</summary>
    public static SipMethod Notify => Of(SipMethodKind.Notify);

    /// <summary>RFC 3515.</summary>
    public static SipMethod Refer => Of(SipMethodKind.Refer);

    /// <summary>RFC 3903.</summary>
    public static SipMethod Publish => Of(SipMethodKind.Publish);

    /// <summary>Which method; <see cref="SipMethodKind.Other"/> has to be told apart by <see cref="Name"/>.</summary>
    public SipMethodKind Kind { get; }

    /// <summary>As on the wire.</summary>
    public Utf8Text Name { get; }

    /// <summary>A known method.</summary>
    public static SipMethod Of(SipMethodKind kind) =>
        kind is SipMethodKind.Other ? throw new ArgumentOutOfRangeException(nameof(kind)) : Known[(int)kind - 1];

    /// <summary>The method with this name.</summary>
    public static SipMethod Of(Utf8Text name)
    {
        foreach (SipMethod method in Known)
        {
            if (method.Name == name)
            {
                return method;
            }
        }

        return new SipMethod(SipMethodKind.Other, name);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name.ToString();

    private static SipMethod Named(SipMethodKind kind, string name) => new(kind, name);
}
