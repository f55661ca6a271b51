using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using NotificationType = Cmr.Persistence.Model.NotificationType;

namespace Cmr.Service.Operations.GetNotification;

/// <summary>A notification as it travels.</summary>
internal static class NotificationMapping
{
    public static Notification ToNotification(NotificationRow row, string? resourceName) => new()
    {
        NotificationId = row.NotificationId.ToString(CultureInfo.InvariantCulture),
        // The types count as the contract does
        NotificationType = (Contracts.Soap.NotificationType)(int)row.Type,
        Time = row.NotifiedAt,
        Text = TextOf(row, resourceName ?? row.ResourceId ?? ""),
        ResourceId = row.ResourceId,
        EndDate = row.EndsAt,
        OtherParty = row.OtherParty,
    };

    private static string TextOf(NotificationRow row, string name)
    {
        string end = row.EndsAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
        return row.Type switch
        {
            NotificationType.WillExpire => $"Your subscription of \"{name}\" ends on {end}.",
            NotificationType.Expired => $"Your subscription of \"{name}\" has ended.",
            NotificationType.Withdrawn => $"\"{name}\" was withdrawn by its provider and is presented no more.",
            NotificationType.GiftReceived => $"You received \"{name}\" as a present from {row.OtherParty}.",
            NotificationType.Copied => $"{row.OtherParty} copied \"{name}\" from your library.",
            NotificationType.Renewed => $"Your subscription of \"{name}\" was renewed until {end}.",
            _ => $"Your subscription of \"{name}\" could not be renewed and has ended.",
        };
    }
}
