using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.GetNotification;

/// <summary>Gives a subscriber its notifications, oldest first, and forgets those it acknowledges.</summary>
internal sealed class GetNotificationOperation()
    : ManagementOperation<GetNotificationRequest, GetNotificationResponse>(ContractOperations.GetNotification)
{
    private const int MaximumNotifications = 1000;

    public override RequestOutline Outline(GetNotificationRequest request) => new(request.TransactionId, request.SubscriberId, request.Acknowledge.Count == 0);

    public override GetNotificationResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<GetNotificationResponse>> ExecuteAsync(
        GetNotificationRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        int most = request.MaxNotifications ?? MaximumNotifications;
        if (most is < 1 or > MaximumNotifications)
            return Refusal.Invalid("MaxNotifications", $"{most}", $"is not 1 to {MaximumNotifications}");
        if (request.Acknowledge.Count > MaximumNotifications)
            return Refusal.Invalid("Acknowledge", $"{request.Acknowledge.Count} values", $"are more than {MaximumNotifications}");
        if (request.Acknowledge.FirstOrDefault(id => Number(id) is null) is { } unreadable)
            return Refusal.Invalid("Acknowledge", unreadable, "is no NotificationId");
        if (request.StartAfter is { } place && Number(place) is null)
            return Refusal.Invalid("StartAfter", place, "is no NotificationId");
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);

        IQueryable<NotificationRow> own = context.Database.Notifications.AsNoTracking().Where(row => row.SubscriberId == context.SubscriberId);
        if (request.Acknowledge.Count > 0)
        {
            // One that is gone already was acknowledged before, or is too old: nothing to complain about
            List<long> seen = [.. request.Acknowledge.Select(id => Number(id) ?? 0)];
            await own.Where(row => seen.Contains(row.NotificationId)).ExecuteDeleteAsync(cancellationToken);
        }
        long after = request.StartAfter is { } start ? Number(start) ?? 0 : 0;
        var page = await own.Where(row => row.NotificationId > after).OrderBy(row => row.NotificationId).Take(most + 1)
            .GroupJoin(context.Database.Resources, row => row.ResourceId, resource => resource.ResourceId, (row, found) => new { Row = row, Found = found })
            .SelectMany(pair => pair.Found.DefaultIfEmpty(), (pair, resource) => new { pair.Row, Name = resource == null ? null : resource.Name })
            .OrderBy(pair => pair.Row.NotificationId).ToListAsync(cancellationToken);
        return new GetNotificationResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            Notification = [.. page.Take(most).Select(pair => NotificationMapping.ToNotification(pair.Row, pair.Name))],
            MoreNotifications = page.Count > most,
        };
    }

    private static long? Number(string notificationId) =>
        long.TryParse(notificationId, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
