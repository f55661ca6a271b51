using Cmr.Contracts.Documents;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;
using Cmr.Service.Operations;
using Cmr.Service.Operations.AddCmrResource;
using Cmr.Service.Operations.ControlPresentation;
using Cmr.Service.Operations.CopyPresentedResource;
using Cmr.Service.Operations.DeleteCmrResource;
using Cmr.Service.Operations.GetCmrResourceList;
using Cmr.Service.Operations.GetNotification;
using Cmr.Service.Operations.GetPersonalResourceLibrary;
using Cmr.Service.Operations.GetServiceReport;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.ManageCmrResource;
using Cmr.Service.Operations.ManageCmrResourceBox;
using Cmr.Service.Operations.ManageCmrResourceList;
using Cmr.Service.Operations.ManageFilterRule;
using Cmr.Service.Operations.ManageGroup;
using Cmr.Service.Operations.ManageMember;
using Cmr.Service.Operations.ManagePresentationControl;
using Cmr.Service.Operations.ManagePresentationRule;
using Cmr.Service.Operations.ManagePrincipal;
using Cmr.Service.Operations.ManageServiceSubscription;
using Cmr.Service.Operations.ManageSystemSetting;
using Cmr.Service.Operations.ManageTariffRule;
using Cmr.Service.Operations.RenewCmrResource;
using Cmr.Service.Operations.Sessions;
using Cmr.Service.Operations.StartCmrService;
using Cmr.Service.Operations.StopCmrService;
using Cmr.Service.Operations.SubscribeCmrResource;
using Cmr.Service.Security;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Hosting;

namespace Cmr.Service.Hosting;

/// <summary>Puts the operations behind the interfaces whose WSDL names them.</summary>
internal sealed class SoapServices(CmrAuthenticator authenticator, RequestAudit audit, IEnumerable<ISoapOperation> operations)
{
    private readonly Dictionary<string, ISoapOperation> _operations = operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <summary>Registers every operation once; the interfaces share them.</summary>
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<OperationPipeline>().AddSingleton<SoapServices>().AddSingleton<ServiceMetrics>();
        services.AddSingleton<ISoapOperation, OpenSessionOperation>().AddSingleton<ISoapOperation, CloseSessionOperation>();
        RegisterResources(services);
        RegisterLibraries(services);
        RegisterPreferences(services);
        RegisterSystem(services);
        RegisterPresentation(services);
    }

    /// <summary>Serves the interfaces at the paths that their WSDL publishes.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (ContractService contract in ContractServices.All)
        {
            endpoints.MapSoap(contract.Path, new SoapService(contract.Operations.Select(operation => _operations[operation.Name]))
            {
                Name = contract.Name,
                Description = contract.Description,
                Product = $"CmrEnterprise {ProductVersion.Current.Split('+')[0]}",
                WsdlName = contract.WsdlName,
                Documents = ContractDocuments.All,
                KnownHeaders = [ContractNames.SessionKey],
                Authenticator = authenticator,
                Observer = audit,
            });
        }
    }

    private static void RegisterResources(IServiceCollection services)
    {
        Add<ManageCmrResourceOperation, ManageCmrResourceRequest, ManageCmrResourceResponse>(services);
        Add<ManageCmrResourceBoxOperation, ManageCmrResourceBoxRequest, ManageCmrResourceBoxResponse>(services);
        Add<ManageCmrResourceListOperation, ManageCmrResourceListRequest, ManageCmrResourceListResponse>(services);
        Add<GetCmrResourceListOperation, GetCmrResourceListRequest, GetCmrResourceListResponse>(services);
    }

    private static void RegisterLibraries(IServiceCollection services)
    {
        Add<SubscribeCmrResourceOperation, SubscribeCmrResourceRequest, SubscribeCmrResourceResponse>(services);
        services.AddSingleton<LibraryDesk>();
        Add<AddCmrResourceOperation, AddCmrResourceRequest, AddCmrResourceResponse>(services);
        Add<RenewCmrResourceOperation, RenewCmrResourceRequest, RenewCmrResourceResponse>(services);
        Add<DeleteCmrResourceOperation, DeleteCmrResourceRequest, DeleteCmrResourceResponse>(services);
        Add<GetPersonalResourceLibraryOperation, GetPersonalResourceLibraryRequest, GetPersonalResourceLibraryResponse>(services);
        Add<GetNotificationOperation, GetNotificationRequest, GetNotificationResponse>(services);
    }

    private static void RegisterPreferences(IServiceCollection services)
    {
        Add<ManageGroupOperation, ManageGroupRequest, ManageGroupResponse>(services);
        Add<ManageMemberOperation, ManageMemberRequest, ManageMemberResponse>(services);
        Add<ManagePresentationRuleOperation, ManagePresentationRuleRequest, ManagePresentationRuleResponse>(services);
    }

    private static void RegisterPresentation(IServiceCollection services)
    {
        services.AddSingleton<ServiceChooser>();
        Add<ManageFilterRuleOperation, ManageFilterRuleRequest, ManageFilterRuleResponse>(services);
        Add<ManagePresentationControlOperation, ManagePresentationControlRequest, ManagePresentationControlResponse>(services);
        Add<ControlPresentationOperation, ControlPresentationRequest, ControlPresentationResponse>(services);
        Add<CopyPresentedResourceOperation, CopyPresentedResourceRequest, CopyPresentedResourceResponse>(services);
        Add<StartCmrServiceOperation, StartCmrServiceRequest, StartCmrServiceResponse>(services);
        Add<StopCmrServiceOperation, StopCmrServiceRequest, StopCmrServiceResponse>(services);
    }

    private static void RegisterSystem(IServiceCollection services)
    {
        Add<ManageServiceSubscriptionOperation, ManageServiceSubscriptionRequest, ManageServiceSubscriptionResponse>(services);
        Add<ManageTariffRuleOperation, ManageTariffRuleRequest, ManageTariffRuleResponse>(services);
        Add<ManageSystemSettingOperation, ManageSystemSettingRequest, ManageSystemSettingResponse>(services);
        Add<ManagePrincipalOperation, ManagePrincipalRequest, ManagePrincipalResponse>(services);
        Add<GetServiceReportOperation, GetServiceReportRequest, GetServiceReportResponse>(services);
    }

    private static void Add<TOperation, TRequest, TResponse>(IServiceCollection services)
        where TOperation : ManagementOperation<TRequest, TResponse>
        where TRequest : class
        where TResponse : class
    {
        services.AddSingleton<TOperation>();
        services.AddSingleton<ISoapOperation>(provider => new SoapManagementOperation<TRequest, TResponse>(
            provider.GetRequiredService<TOperation>(), provider.GetRequiredService<OperationPipeline>()));
    }
}
