using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Trust;

/// <summary>Carries out a <see cref="TrustAction"/> on one header field.</summary>
internal static class HeaderCensor
{
    // What a phone does not fetch: a meaning, a part of the message, a user
    private static readonly string[] Unfetched = ["urn:", "cid:", "sip:", "sips:", "tel:", "im:", "pres:"];

    /// <summary>Applies an action to all rows of a field.</summary>
    /// <param name="builder">The changed message.</param>
    /// <param name="message">The message as it was.</param>
    /// <param name="field">The field: its number, and its name where it has none.</param>
    /// <param name="action">What to do.</param>
    /// <param name="realm">Our realm; <see langword="null"/>: none.</param>
    public static void Apply<TBuilder>(TBuilder builder, SipMessage message, (HeaderId Id, Utf8Text Name) field, TrustAction action, string? realm)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        switch (action)
        {
            case TrustAction.Strip: Remove(builder, field); break;
            case TrustAction.StripWhenHidden: RemoveIf(PrivacyWish.Of(message).Identity, builder, field); break;
            case TrustAction.StripWhenUserHidden: RemoveIf(PrivacyWish.Of(message).User, builder, field); break;
            case TrustAction.StripPrivateDiversions: Keep(builder, message, field.Id, DiversionOrNone); break;
            case TrustAction.AnonymizeHistory:
                bool all = PrivacyWish.Of(message).History;
                Keep(builder, message, field.Id, entry => Entry(entry, all));
                break;
            case TrustAction.StripWebLinks: Keep(builder, message, field.Id, LinkOrNone); break;
            case TrustAction.FilterOnly:
                bool isNewCall = message is SipRequest { Method.Kind: SipMethodKind.Invite } && message.To.Tag.IsEmpty;
                Keep(builder, message, field.Id, item => isNewCall ? FilterOrNone(item) : default);
                break;
            case TrustAction.StripOwnRealm: KeepOthersCredentials(builder, message, field.Id, realm); break;
            default: break;
        }
    }

    private static void Remove<TBuilder>(TBuilder builder, (HeaderId Id, Utf8Text Name) field)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        _ = field.Id is HeaderId.Unknown ? builder.Remove(field.Name) : builder.Remove(field.Id);

    private static void RemoveIf<TBuilder>(bool condition, TBuilder builder, (HeaderId Id, Utf8Text Name) field)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        if (condition) Remove(builder, field);
    }

    // Replaces every value by what the function makes of it; nothing stands for none
    private static void Keep<TBuilder>(TBuilder builder, SipMessage message, HeaderId id, Func<Utf8Text, Utf8Text> make)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        List<Utf8Text> kept = [];
        bool changed = false;
        foreach (Utf8Text value in message.Values(id))
        {
            Utf8Text made = make(value);
            changed |= made != value;
            if (!made.IsEmpty) kept.Add(made);
        }

        if (!changed) return;
        builder.Remove(id);
        foreach (Utf8Text value in kept) builder.Add(id, value);
    }

    private static void KeepOthersCredentials<TBuilder>(TBuilder builder, SipMessage message, HeaderId id, string? realm)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        if (realm is null) return;
        List<Utf8Text> kept = [];
        int rows = 0;
        foreach (HeaderRow row in message.Rows(id))
        {
            rows++;
            bool ours = AuthenticationHeader.TryRead(row.Value, out AuthenticationHeader credentials) && credentials.IsDigest && credentials.Get("realm"u8) == realm;
            if (!ours) kept.Add(row.Value);
        }

        if (kept.Count == rows) return;
        builder.Remove(id);
        foreach (Utf8Text value in kept) builder.Add(id, value);
    }

    private static Utf8Text DiversionOrNone(Utf8Text value) => DiversionHeader.TryRead(value, out DiversionHeader entry) && !entry.IsPrivate ? value : default;

    private static Utf8Text Entry(Utf8Text value, bool all)
    {
        if (!HistoryInfoHeader.TryRead(value, out HistoryInfoHeader entry)) return default;
        bool hidden = all || PrivacyHeader.TryRead(entry.UriHeader("Privacy"u8), out PrivacyHeader privacy) && !privacy.Contains("none"u8);
        return hidden ? Utf8Text.Of($"<sip:anonymous@anonymous.invalid>;index={entry.Index}") : value;
    }

    private static Utf8Text LinkOrNone(Utf8Text value)
    {
        if (!UriReferenceHeader.TryRead(value, out UriReferenceHeader reference)) return default;
        AnyUri uri = reference.Uri;
        return Unfetched.Any(scheme => uri.Raw.Length > scheme.Length && System.Text.Ascii.EqualsIgnoreCase(uri.Raw.Span[..scheme.Length], scheme)) ? value : default;
    }

    private static Utf8Text FilterOrNone(Utf8Text value) =>
        CmrControlHeader.TryRead(value, out CmrControlHeader item) && item.IsFilter ? Utf8Text.Of($"{item.Service.ToString().ToLowerInvariant()};filter") : default;
}
