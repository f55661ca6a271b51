namespace Cmr.Protocols.Sip.Messages;

/// <summary>Methods that this library knows by name.</summary>
#pragma warning disable CS1591 // each member is the name of the method
public enum SipMethodKind : byte
{
    /// <summary>An extension method.</summary>
    Other,
    Invite,
    Ack,
    Bye,
    Cancel,
    Options,
    Register,
    Prack,
    Update,
    Info,
    Message,
    Subscribe,
    Notify,
    Refer,
    Publish,
}
