namespace Cmr.Domain.Subscribers;

/// <summary>Who may copy from a subscriber's library; the numbers are those of the management interface.</summary>
public enum CopyPrivacy
{
    /// <summary>Nobody.</summary>
    Nobody = 1,

    /// <summary>Every other subscriber.</summary>
    Everybody = 2,

    /// <summary>Members of the groups named.</summary>
    Groups = 3,
}
