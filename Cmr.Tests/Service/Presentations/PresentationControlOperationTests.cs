using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Presentations;

[TestClass]
public sealed class PresentationControlOperationTests : ServiceTests
{
    [TestMethod]
    public async Task What_is_set_is_kept_what_is_left_out_stays_and_delete_goes_back_to_the_defaults()
    {
        const string Ann = "+4915150000001";
        Cmr6Client cmr6 = await WithSubscriberAsync(Ann);
        ManagePresentationControlResponse fresh = await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Query));
        PresentationControl defaults = new()
        {
            AnswerAction = AnswerAction.Stop,
            PresentingPriority = PresentingPriority.OperatorDefault,
            CopyPermission = CopyPermission.Everybody,
            GiftAccepted = true,
            ExpiryNotice = true,
            StopAllowed = true,
        };
        AssertSame(defaults, fresh.PresentationControl);

        await SetAsync(cmr6, Ann, new() { AnswerAction = AnswerAction.Continue, PresentingPriority = PresentingPriority.Mine, StopAllowed = false, GiftAccepted = false });
        await SetAsync(cmr6, Ann, new() { ExpiryNotice = false, CopyPermission = CopyPermission.Nobody });
        PresentationControl all = (await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Query))).PresentationControl!; // asserted by the status
        Assert.AreEqual(AnswerAction.Continue, all.AnswerAction);
        Assert.AreEqual(PresentingPriority.Mine, all.PresentingPriority);
        Assert.AreEqual(CopyPermission.Nobody, all.CopyPermission);
        Assert.IsFalse(all.StopAllowed);
        Assert.IsFalse(all.GiftAccepted);
        Assert.IsFalse(all.ExpiryNotice);
        Assert.AreEqual("1", await Host.QueryAsync("SELECT document->'settings'->>'priority' FROM ringing_profiles WHERE subscriber_id = $1", Ann));

        await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Delete));
        AssertSame(defaults, (await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Query))).PresentationControl);
    }

    private static void AssertSame(PresentationControl expected, PresentationControl? actual)
    {
        Assert.IsNotNull(actual);
        Assert.AreEqual(
            (expected.AnswerAction, expected.PresentingPriority, expected.CopyPermission, expected.GiftAccepted, expected.ExpiryNotice, expected.StopAllowed),
            (actual.AnswerAction, actual.PresentingPriority, actual.CopyPermission, actual.GiftAccepted, actual.ExpiryNotice, actual.StopAllowed));
    }

    [TestMethod]
    public async Task Groups_that_may_copy_must_exist_and_fit_the_permission()
    {
        const string Ann = "+4915150000002";
        Cmr6Client cmr6 = await WithSubscriberAsync(Ann);
        await cmr6.ManageGroupAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = Ann, OperationType = OperationType.Create, GroupId = "family", GroupName = "Family" });
        Assert.AreEqual(StatusCode.ParameterInvalid, await TrySetAsync(cmr6, Ann, new() { CopyPermission = CopyPermission.Groups }));
        Assert.AreEqual(StatusCode.ParameterInvalid, await TrySetAsync(cmr6, Ann, new() { CopyGroupId = ["family"] }));
        Assert.AreEqual(StatusCode.ParameterInvalid, await TrySetAsync(cmr6, Ann, new() { CopyPermission = CopyPermission.Nobody, CopyGroupId = ["family"] }));
        Assert.AreEqual(StatusCode.GroupNotFound, await TrySetAsync(cmr6, Ann, new() { CopyPermission = CopyPermission.Groups, CopyGroupId = ["family", "strangers"] }));
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM presentation_controls WHERE subscriber_id = $1", Ann), "nothing is kept of a refusal");
        await SetAsync(cmr6, Ann, new() { CopyPermission = CopyPermission.Groups, CopyGroupId = ["family"] });
        await SetAsync(cmr6, Ann, new() { CopyPermission = CopyPermission.Everybody });
        PresentationControl all = (await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Query))).PresentationControl!; // asserted by the status
        Assert.IsEmpty(all.CopyGroupId, "groups go with the permission that named them");
    }

    [TestMethod]
    public async Task Create_and_an_update_of_nothing_and_an_unknown_subscriber_are_refused()
    {
        const string Ann = "+4915150000003";
        Cmr6Client cmr6 = await WithSubscriberAsync(Ann);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Create, new() { StopAllowed = true }))).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManagePresentationControlAsync(Request(Ann, OperationType.Update))).StatusCode);
        foreach (OperationType operation in new[] { OperationType.Query, OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.ManagePresentationControlAsync(Request("+4915159999999", operation, new() { StopAllowed = true }))).StatusCode);
    }

    [TestMethod]
    public async Task Copying_follows_the_permission_and_without_one_the_operator()
    {
        const string Owner = "+4915150000010", Friend = "+4915150000011", Stranger = "+4915150000012";
        Cmr6Client cmr6 = await WithSubscriberAsync(Owner);
        await WithSubscriberAsync(Friend);
        await WithSubscriberAsync(Stranger);
        await Host.CreateResourceAsync("control-copy");
        await cmr6.SubscribeCmrResourceAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = Owner, ResourceId = "control-copy" });
        await cmr6.ManageGroupAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = Owner, OperationType = OperationType.Create, GroupId = "friends", GroupName = "Friends" });
        await cmr6.ManageMemberAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = Owner,
            OperationType = OperationType.Create,
            GroupId = "friends",
            MemberInfo = [new MemberInfo { MemberId = Friend, NickName = "Friend" }],
        });
        await SetAsync(cmr6, Owner, new() { CopyPermission = CopyPermission.Groups, CopyGroupId = ["friends"] });
        Assert.AreEqual(StatusCode.ResourceUnavailable, await CopyAsync(cmr6, Stranger, Owner));
        Assert.AreEqual(StatusCode.Success, await CopyAsync(cmr6, Friend, Owner));
        await cmr6.ManagePresentationControlAsync(Request(Owner, OperationType.Delete));
        Assert.AreEqual(StatusCode.Success, await CopyAsync(cmr6, Stranger, Owner), "the operator's default is everybody");
    }

    private async Task<StatusCode> CopyAsync(Cmr6Client cmr6, string to, string owner) => (await cmr6.AddCmrResourceAsync(new()
    {
        TransactionId = Host.NextTransaction(),
        SubscriberId = to,
        ResourceOwner = owner,
        Action = AddAction.Copy,
        ResourceId = ["control-copy"],
    })).StatusCode;

    private async Task SetAsync(Cmr6Client cmr6, string subscriberId, PresentationControl control) =>
        Assert.AreEqual(StatusCode.Success, await TrySetAsync(cmr6, subscriberId, control));

    private async Task<StatusCode> TrySetAsync(Cmr6Client cmr6, string subscriberId, PresentationControl control) =>
        (await cmr6.ManagePresentationControlAsync(Request(subscriberId, OperationType.Update, control))).StatusCode;

    private async Task<Cmr6Client> WithSubscriberAsync(string subscriberId)
    {
        await Host.RegisterAsync(subscriberId);
        return await Host.OperatorAsync();
    }

    private ManagePresentationControlRequest Request(string subscriberId, OperationType operation, PresentationControl? control = null) =>
        new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriberId, OperationType = operation, PresentationControl = control };
}
