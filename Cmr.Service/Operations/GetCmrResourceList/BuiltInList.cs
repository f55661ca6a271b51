using System.Globalization;
using Cmr.Domain.Content;

namespace Cmr.Service.Operations.GetCmrResourceList;

/// <summary>The lists that are always there, one for each media type: the identifier is the number of the type in OMA TS Table 26 with six digits.</summary>
internal static class BuiltInList
{
    /// <summary>Asks for the lists themselves.</summary>
    public const string All = "000000";

    public static string IdentifierOf(ResourceMediaType kind) => ((int)kind).ToString("D6", CultureInfo.InvariantCulture);

    public static ResourceMediaType? Find(string listId) =>
        Enum.GetValues<ResourceMediaType>().Where(kind => IdentifierOf(kind) == listId).Cast<ResourceMediaType?>().FirstOrDefault();

    /// <summary>Whether no provider may give this identifier to a list.</summary>
    public static bool IsReserved(string listId) => listId == All || Find(listId) is not null;
}
