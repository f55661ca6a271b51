using Cmr.Domain.Charging;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Charging;

/// <summary>Prices what a request causes by the tariff, and records the charges in the request's transaction: a request that is refused charges nothing.</summary>
internal sealed class ChargeBook
{
    private readonly OperationContext _context;
    private readonly Tariff _tariff;
    private readonly ChargedEvent _event;
    private readonly string? _transactionId;

    private ChargeBook(OperationContext context, Tariff tariff, ChargedEvent chargedEvent, string? transactionId)
    {
        _context = context;
        _tariff = tariff;
        _event = chargedEvent;
        _transactionId = transactionId;
    }

    /// <summary>Loads the part of the tariff that an event needs.</summary>
    public static async Task<ChargeBook> OpenAsync(ChargedEvent chargedEvent, string? transactionId, OperationContext context, CancellationToken cancellationToken)
    {
        List<TariffRuleRow> rules = await context.Database.TariffRules.AsNoTracking().Where(row => row.Event == chargedEvent).ToListAsync(cancellationToken);
        return new(context, new(rules.Select(row => row.ToRule())), chargedEvent, transactionId);
    }

    /// <summary>Records what an event costs, if it costs anything.</summary>
    /// <param name="payment">Who causes it and who has the good of it.</param>
    /// <param name="resource">The resource or box it is about; <see langword="null"/>: none.</param>
    /// <returns>The charge; <see langword="null"/> when there is no price.</returns>
    public Charge? Record(ChargedParties payment, ResourceRow? resource)
    {
        Charge? charge = _tariff.Price(new(_event, _context.Now)
        {
            ResourceId = resource?.ResourceId,
            MediaType = resource?.MediaType,
            ProviderId = resource?.ProviderId,
            Price = resource?.Price,
        });
        if (charge is null)
            return null;
        _context.Database.Charges.Add(new()
        {
            ChargedAt = _context.Now,
            Event = _event,
            PrincipalId = _context.Principal.PrincipalId,
            ChargedPartyId = charge.Party is ChargedParty.Requester ? payment.RequesterId : payment.BeneficiaryId,
            SubscriberId = _context.SubscriberId.Length > 0 ? _context.SubscriberId : null,
            ResourceId = resource?.ResourceId,
            ProviderId = resource?.ProviderId,
            Amount = charge.Amount,
            Currency = charge.Currency,
            TariffRuleId = charge.TariffRuleId,
            TransactionId = _transactionId,
        });
        return charge;
    }
}
