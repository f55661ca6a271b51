using System.Text.RegularExpressions;
using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;

namespace Cmr.Service.Operations.ManageCmrResource;

/// <summary>Checks the metadata of a resource before it is kept.</summary>
internal static partial class ResourceCheck
{
    /// <summary>Checks the request by itself.</summary>
    public static Refusal? Check(ManageCmrResourceRequest request, DateTimeOffset now)
    {
        if (request.Price < 0)
            return Refusal.Invalid("Price", $"{request.Price}", "is negative");
        if (request.ExpireDate is { } end && end <= now)
            return Refusal.Invalid("ExpireDate", end.ToString("O"), "lies in the past");
        if (request.Language is { } language && !LanguageTag().IsMatch(language))
            return Refusal.Invalid("Language", language, "is no language tag of RFC 5646, such as en or pt-BR");
        if (request.Format is { } format && !MediaTypeSyntax().IsMatch(format))
            return Refusal.Invalid("Format", format, "is no media type of RFC 2046, such as audio/mpeg");
        return (request.Name is null ? null : ParameterCheck.Name("Name", request.Name))
            ?? ParameterCheck.OptionalText("Author", request.Author)
            ?? ParameterCheck.OptionalText("CopyrightOwner", request.CopyrightOwner);
    }

    /// <summary>Checks that the parts of a resource agree with each other.</summary>
    public static Refusal? CheckAgreement(ResourceRow row)
    {
        if (row.Format is { } format && !Agrees(row.MediaType, format))
            return Refusal.Invalid("Format", format, $"does not agree with MediaType {row.MediaType}");
        return row.OriginalMediaType is { } original && !Agrees(row.MediaType, original)
            ? Refusal.Invalid("MediaType", $"{row.MediaType}", $"does not agree with the uploaded content, which is {original}")
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
