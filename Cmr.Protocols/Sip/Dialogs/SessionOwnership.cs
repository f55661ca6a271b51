using System.Net;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>
/// The session descriptions that one end sends in one dialog: same user, session id and address in <c>o=</c> throughout,
/// the version one higher exactly when something changed, else the same octets again (RFC 3264 §8, RFC 6337 §5.2.5).
/// </summary>
/// <param name="sessionId">Session id, chosen at random for the dialog.</param>
/// <param name="address">Our address.</param>
public sealed class SessionOwnership(ulong sessionId, IPAddress address)
{
    private Utf8Text _content;
    private ulong _version;
    private SdpDescription? _current;

    /// <summary>Content-Type of a description.</summary>
    public static Utf8Text ContentType { get; } = "application/sdp";

    /// <summary>The description sent last; <see langword="null"/> before the first.</summary>
    public SdpDescription? Current =>
        _current ??= _version > 0 && SdpDescription.TryRead(_content, SdpLimits.Default, out SdpDescription? read).IsComplete ? read : null;

    /// <summary>Makes a description our own.</summary>
    /// <param name="description">What to say, with anybody's origin.</param>
    /// <returns>The same with our <c>o=</c>.</returns>
    public SdpDescription Present(SdpDescription description)
    {
        SdpDescription again = WithVersion(description);
        if (_version > 0 && again.ToText() == _content) return _current ??= again;
        _version++;
        _current = WithVersion(description);
        _content = _current.ToText();
        return _current;
    }

    /// <summary>The same as it goes on in another dialog of a forked request: what was sent so far is common, what comes now is not.</summary>
    public SessionOwnership Fork() => new(sessionId, address) { _content = _content, _version = _version, _current = _current };

    /// <summary>Keeps no more than the octets: for the long while in which a call is talked in and no description crosses.</summary>
    public void Rest() => _current = null;

    private SdpDescription WithVersion(SdpDescription description) => description.WithOrigin(SdpOrigin.Create(sessionId, _version, address));
}
