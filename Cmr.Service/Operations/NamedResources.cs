using System.Xml;

namespace Cmr.Service.Operations;

/// <summary>Finds the resources and boxes that a request names, whatever the request is: all tables call them alike.</summary>
internal static class NamedResources
{
    private const int MaximumResources = 200;

    private static readonly string[] Elements = ["ResourceId", "ResourceBoxId", "DefaultCMRResourceId", "DefaultCMRResourceId1", "DefaultCMRResourceId2"];

    /// <summary>Looks through a request in canonical form.</summary>
    public static IReadOnlyList<string> In(byte[] request)
    {
        List<string> found = [];
        using XmlReader reader = CanonicalForm.Open(request);
        while (reader.Read())
        {
            while (reader.NodeType is XmlNodeType.Element && !reader.IsEmptyElement && Elements.Contains(reader.LocalName) && found.Count < MaximumResources)
            {
                string resourceId = reader.ReadElementContentAsString();
                if (resourceId.Length <= ParameterCheck.MaximumIdentifierLength && !found.Contains(resourceId))
                    found.Add(resourceId);
            }
        }
        return found;
    }
}
