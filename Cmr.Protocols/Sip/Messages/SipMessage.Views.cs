using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <content>Typed views of header fields. Absent is <see langword="null"/>, so is a malformed value of a field that is not needed to process the message.</content>
public abstract partial class SipMessage
{
    /// <summary>First Via value.</summary>
    public ViaHeader TopVia => ViaHeader.OfChecked(FirstValue(HeaderId.Via));

    /// <summary>From.</summary>
    public AddressHeader From => AddressHeader.OfChecked(Value(HeaderId.From));

    /// <summary>To.</summary>
    public AddressHeader To => AddressHeader.OfChecked(Value(HeaderId.To));

    /// <summary>Call-ID, compared octet by octet.</summary>
    public Utf8Text CallId => Value(HeaderId.CallId);

    /// <summary>CSeq.</summary>
    public CSeqHeader CSeq => CSeqHeader.TryRead(Value(HeaderId.CSeq), out CSeqHeader value) ? value : default; // checked when the message was read

    /// <summary>First Contact value.</summary>
    public AddressHeader? Contact => Has(HeaderId.Contact) ? AddressHeader.OfChecked(FirstValue(HeaderId.Contact)) : null;

    /// <summary>All Contact values.</summary>
    public TypedHeaderValues<AddressHeader> Contacts => Checked(HeaderId.Contact);

    /// <summary>Route, first hop first.</summary>
    public TypedHeaderValues<AddressHeader> Routes => Checked(HeaderId.Route);

    /// <summary>Record-Route, topmost first.</summary>
    public TypedHeaderValues<AddressHeader> RecordRoutes => Checked(HeaderId.RecordRoute);

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

    /// <summary>Privacy, all its rows together, so that no row hides a wish from who looks at the first one only.</summary>
    public PrivacyHeader? Privacy
    {
        get
        {
            Utf8Text all = default;
            foreach (HeaderRow row in Rows(HeaderId.Privacy))
            {
                all = all.IsEmpty ? row.Value : SipText.Concat(all, SipText.Semicolon, row.Value);
            }

            return PrivacyHeader.TryRead(all, out PrivacyHeader value) ? value : null;
        }
    }

    /// <summary>Session-Expires.</summary>
    public SessionExpiresHeader? SessionExpires => Optional<SessionExpiresHeader>(HeaderId.SessionExpires, SessionExpiresHeader.TryRead);

    /// <summary>Content-Length as written; <see langword="null"/> when absent.</summary>
    public int? ContentLength => (int?)Number(HeaderId.ContentLength, int.MaxValue);

    /// <summary>The body is a session description.</summary>
    public bool HasSdp => !Body.IsEmpty && ContentType is { IsSdp: true };

    internal Utf8Text FirstValue(HeaderId id)
    {
        Utf8Text row = Value(id);
        if (new HeaderValues(row).IsSingle)
        {
            return row;
        }

        foreach (Utf8Text value in Values(id))
        {
            return value;
        }

        return default;
    }

    private T? Optional<T>(HeaderId id, HeaderReader<T> read)
        where T : struct =>
        Has(id) && read(FirstValue(id), out T value) ? value : null;

    // For fields whose value may hold commas of its own.
    private T? OptionalRow<T>(HeaderId id, HeaderReader<T> read)
        where T : struct =>
        Has(id) && read(Value(id), out T value) ? value : null;

    private uint? Number(HeaderId id, uint maximum) =>
        Has(id) && ScalarHeader.TryRead(Value(id), maximum, out uint value) ? value : null;

    private TypedHeaderValues<T> All<T>(HeaderId id, HeaderReader<T> read) => new(this, id, read);

    private TypedHeaderValues<AddressHeader> Checked(HeaderId id) => new(this, id, AddressHeader.TakeChecked);
}
