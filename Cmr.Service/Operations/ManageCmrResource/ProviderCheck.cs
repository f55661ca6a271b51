using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManageCmrResource;

/// <summary>Whose resources, boxes and lists are whose.</summary>
internal static class ProviderCheck
{
    /// <summary>Whether a resource or box is there and a principal may see and change it.</summary>
    public static Refusal? Owned(ResourceRow? row, string resourceId, ResourceKind kind, Principal principal)
    {
        if (row is null)
            return Refusal.Unavailable(resourceId, kind is ResourceKind.Box ? "is no CMR Resource Box" : "is no CMR Resource");
        if (!IsOwner(row.OwnerPrincipalId, principal))
            return Refusal.NotPermitted("The resource belongs to another provider");
        if (row.Kind != kind)
            return Refusal.Unavailable(resourceId, kind is ResourceKind.Box ? "is a CMR Resource, no box" : "is a CMR Resource Box; ManageCmrResourceBox manages it");
        return row.WithdrawnAt is null ? null : Refusal.Unavailable(resourceId, "was withdrawn");
    }

    /// <summary>Whether a principal may manage what a principal owns.</summary>
    public static bool IsOwner(string ownerPrincipalId, Principal principal) =>
        principal.Kind is PrincipalKind.ServiceProvider || string.Equals(ownerPrincipalId, principal.PrincipalId, StringComparison.Ordinal);

    /// <summary>Whether a principal may enter something for the provider it names.</summary>
    public static Refusal? Named(string? providerId, Principal principal)
    {
        if (providerId is null)
            return null;
        if (principal.Kind is PrincipalKind.ServiceProvider)
            return ParameterCheck.Identifier("ProviderId", providerId);
        return string.Equals(providerId, principal.PrincipalId, StringComparison.Ordinal) ? null : Refusal.NotPermitted("ProviderId names another provider");
    }

    /// <summary>Who will look after something new: a Service Provider may enter what a Content Provider then manages.</summary>
    public static async Task<string> OwnerAsync(string providerId, OperationContext context, CancellationToken cancellationToken)
    {
        bool delegated = context.Principal.Kind is PrincipalKind.ServiceProvider
            && await context.Database.Principals.AnyAsync(row => row.PrincipalId == providerId && row.Kind == PrincipalKind.ContentProvider, cancellationToken);
        return delegated ? providerId : context.Principal.PrincipalId;
    }
}
