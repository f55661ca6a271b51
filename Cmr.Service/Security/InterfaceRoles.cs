using Cmr.Contracts.Soap;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Security;

/// <summary>Who may come in by which interface. What a principal may ask there is for each operation to say.</summary>
internal static class InterfaceRoles
{
    private static readonly string[] OfSubscribers = [ContractServices.Cmr1.Name, ContractServices.Cmr2.Name, ContractServices.Cmr6.Name, ContractServices.Cmr7.Name];
    private static readonly string[] OfContentProviders = [ContractServices.Cmr5.Name, ContractServices.Cmr7.Name];
    private static readonly string[] OfApplications = [ContractServices.Cmr4.Name];

    public static bool MayUse(PrincipalKind kind, string service) => kind switch
    {
        PrincipalKind.ServiceProvider => true,
        PrincipalKind.Subscriber => OfSubscribers.Contains(service),
        PrincipalKind.ContentProvider => OfContentProviders.Contains(service),
        PrincipalKind.Application => OfApplications.Contains(service),
        _ => false,
    };
}
