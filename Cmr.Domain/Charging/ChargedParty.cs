namespace Cmr.Domain.Charging;

/// <summary>Who pays; the numbers are those of the management interface.</summary>
public enum ChargedParty
{
    /// <summary>Who caused it: the giver of a gift, who subscribes, who copies.</summary>
    Requester = 1,

    /// <summary>Who has the good of it: the receiver of a gift, otherwise the requester.</summary>
    Beneficiary = 2,
}
