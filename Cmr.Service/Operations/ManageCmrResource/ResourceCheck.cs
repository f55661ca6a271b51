using System.Text.RegularExpressions;
using Cmr.Contracts.Soap;
using Cmr.Domain.Charging;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;

namespace Cmr.Service.Operations.ManageCmrResource;

/// <summary>Checks the metadata of a resource before it is kept.</summary>
internal static partial class ResourceCheck
{
    /// <summary>Checks the request by itself.</summary>
    public static Refusal? Check(ManageCmrResourceRequest request, DateTimeOffset now)
    {
        if (CheckTerms(request.Price, request.ExpireDate, request.Language, now) is { } refusal)
            return refusal;
        if (request.Format is { } format && !MediaTypeSyntax().IsMatch(format))
            return Refusal.Invalid("Format", format, "is no media type of RFC 2046, such as audio/mpeg");
        return (request.Name is null ? null : ParameterCheck.Name("Name", request.Name))
            ?? ParameterCheck.OptionalText("Author", request.Author)
            ?? ParameterCheck.OptionalText("CopyrightOwner", request.CopyrightOwner);
    }

    /// <summary>Checks what resources and boxes have in common.</summary>
    public static Refusal? CheckTerms(decimal? price, DateTimeOffset? expireDate, string? language, DateTimeOffset now)
    {
        if (price is { } amount && !Money.IsAmount(amount))
            return Refusal.Invalid("Price", $"{amount}", $"is negative, or has more than {Money.MaximumDigits} digits");
        if (expireDate is { } end && end <= now)
            return Refusal.Invalid("ExpireDate", end.ToString("O"), "lies in the past");
        return language is not null && !LanguageTag().IsMatch(language)
            ? Refusal.Invalid("Language", language, "is no language tag of RFC 5646, such as en or pt-BR")
            : null;
    }

    /// <summary>Checks that the parts of a resource agree with each other.</summary>
    public static Refusal? CheckAgreement(ResourceRow row)
    {
        if (row.Format is { } format && !Agrees(row.MediaType, format))
            return Refusal.Invalid("Format", format, $"does not agree with MediaType {row.MediaType}");
        if (row.OriginalMediaType is not { } original)
            return null;
        if (!Agrees(row.MediaType, original))
            return Refusal.Invalid("MediaType", $"{row.MediaType}", $"does not agree with the uploaded content, which is {original}");
        return row.Format is { } stated && !stated.Split(';')[0].Trim().Equals(original.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase)
            ? Refusal.Invalid("Format", stated, $"does not agree with the uploaded content, which is {original}")
            : null;
    }

    /// <summary>Whether content of a media type (RFC 2046) can be a resource of a kind.</summary>
    public static bool Agrees(ResourceMediaType kind, string mediaType)
    {
        bool Is(string prefix) => mediaType.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        bool card = Is("text/vcard") || Is("text/x-vcard") || Is("text/directory");
        return kind switch
        {
            ResourceMediaType.Audio => Is("audio/"),
            ResourceMediaType.Video => Is("video/"),
            ResourceMediaType.Image => Is("image/"),
            ResourceMediaType.VCard => card,
            _ => Is("text/") && !card,
        };
    }

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"^[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}(\s*;\s*[A-Za-z0-9!#$&^_.+-]{1,64}=(""[^""\\]{0,128}""|[A-Za-z0-9!#$&^_.+,-]{1,128})){0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex MediaTypeSyntax();
}
