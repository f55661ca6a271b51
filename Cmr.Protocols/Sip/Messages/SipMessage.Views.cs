using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <content>Typed views of header fields. Absent is <see langword="null"/>, so is a malformed value of a field that is not needed to process the message.</content>
public abstract partial class SipMessage
{
    /// <summary>First Via value.</summary>
    public ViaHeader TopVia => Required<ViaHeader>(FirstValue(HeaderId.Via), ViaHeader.TryRead);

    /// <summary>From.</summary>
    public AddressHeader From => Required<AddressHeader>(Value(HeaderId.From), AddressHeader.TryRead);

    /// <summary>To.</summary>
    public AddressHeader To => Required<AddressHeader>(Value(HeaderId.To), AddressHeader.TryRead);

    /// <summary>Call-ID, compared octet by octet.</summary>
    public Utf8Text CallId => Value(HeaderId.CallId);

    /// <summary>CSeq.</summary>
    public CSeqHeader CSeq => Required<CSeqHeader>(Value(HeaderId.CSeq), CSeqHeader.TryRead);

    /// <summary>First Contact value.</summary>
    public AddressHeader? Contact => Optional<AddressHeader>(HeaderId.Contact, AddressHeader.TryReadContact);

    /// <summary>All Contact values.</summary>
    public IReadOnlyList<AddressHeader> Contacts => Addresses(HeaderId.Contact);

    /// <summary>Route, first hop first.</summary>
    public IReadOnlyList<AddressHeader> Routes => Addresses(HeaderId.Route);

    /// <summary>Record-Route, topmost first.</summary>
    public IReadOnlyList<AddressHeader> RecordRoutes => Addresses(HeaderId.RecordRoute);

    /// <summary>P-Asserted-Identity: at most one SIP and one telephone URI (RFC 3325 §9.1).</summary>
    public IReadOnlyList<AddressHeader> PAssertedIdentity => Addresses(HeaderId.PAssertedIdentity);

    /// <summary>Max-Forwards.</summary>
    public int? MaxForwards => (int?)Number(HeaderId.MaxForwards, 255);

    /// <summary>RSeq.</summary>
    public uint? RSeq => Number(HeaderId.RSeq, uint.MaxValue);

    /// <summary>RAck.</summary>
    public RAckHeader? RAck => Optional<RAckHeader>(HeaderId.RAck, RAckHeader.TryRead);

    /// <summary>Expires in seconds.</summary>
    public uint? Expires => Number(HeaderId.Expires, uint.MaxValue);

    /// <summary>Option tags that must be understood.</summary>
    public HeaderFieldValues Require => Values(HeaderId.Require);

    /// <summary>Option tags that the sender understands.</summary>
    public HeaderFieldValues Supported => Values(HeaderId.Supported);

    /// <summary>Methods that the sender understands.</summary>
    public HeaderFieldValues Allow => Values(HeaderId.Allow);

    /// <summary>P-Early-Media, all its rows together.</summary>
    public PEarlyMediaHeader? PEarlyMedia
    {
        get
        {
            PEarlyMediaHeader? all = null;
            foreach (HeaderRow row in Rows(HeaderId.PEarlyMedia))
            {
                if (PEarlyMediaHeader.TryRead(row.Value, out PEarlyMediaHeader one))
                {
                    all = all is { } seen ? seen.And(one) : one;
                }
            }

            return all;
        }
    }

    /// <summary>First Reason value.</summary>
    public ReasonHeader? Reason => Optional<ReasonHeader>(HeaderId.Reason, ReasonHeader.TryRead);

    /// <summary>Retry-After.</summary>
    public RetryAfterHeader? RetryAfter => Optional<RetryAfterHeader>(HeaderId.RetryAfter, RetryAfterHeader.TryRead);

    /// <summary>Content-Type.</summary>
    public ContentTypeHeader? ContentType => Optional<ContentTypeHeader>(HeaderId.ContentType, ContentTypeHeader.TryRead);

    /// <summary>Content-Disposition.</summary>
    public ContentDispositionHeader? ContentDisposition =>
        Optional<ContentDispositionHeader>(HeaderId.ContentDisposition, ContentDispositionHeader.TryRead);

    /// <summary>Privacy.</summary>
    public PrivacyHeader? Privacy =>
        TryGet(HeaderId.Privacy, out HeaderRow row) && PrivacyHeader.TryRead(row.Value, out PrivacyHeader value) ? value : null;

    /// <summary>Session-Expires.</summary>
    public SessionExpiresHeader? SessionExpires => Optional<SessionExpiresHeader>(HeaderId.SessionExpires, SessionExpiresHeader.TryRead);

    /// <summary>The body is a session description.</summary>
    public bool HasSdp => !Body.IsEmpty && ContentType is { IsSdp: true };

    private delegate bool Reader<T>(Utf8Text source, out T value);

    internal Utf8Text FirstValue(HeaderId id)
    {
        foreach (Utf8Text value in Values(id))
        {
            return value;
        }

        return default;
    }

    private static T Required<T>(Utf8Text source, Reader<T> read) =>
        read(source, out T value) ? value : throw new InvalidOperationException("the header was checked when the message was read");

    private T? Optional<T>(HeaderId id, Reader<T> read)
        where T : struct =>
        Has(id) && read(FirstValue(id), out T value) ? value : null;

    private uint? Number(HeaderId id, uint maximum) =>
        TryGet(id, out HeaderRow row) && ScalarHeader.TryRead(row.Value, maximum, out uint value) ? value : null;

    private List<AddressHeader> Addresses(HeaderId id)
    {
        if (!Has(id))
        {
            return [];
        }

        List<AddressHeader> list = [];
        foreach (Utf8Text value in Values(id))
        {
            if (AddressHeader.TryRead(value, out AddressHeader address))
            {
                list.Add(address);
            }
        }

        return list;
    }
}
