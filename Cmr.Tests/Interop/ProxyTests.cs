using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Tests.Service;

namespace Cmr.Tests.Interop;

/// <summary>Our own proxies do what is asked of the stacks of others.</summary>
[TestClass]
public sealed class ProxyTests : ServiceTests
{
    private const string Subscriber = "+8613800009004";
    private const string Chinese = "茉莉花 (江苏民歌)", Arabic = "أغنية الصباح";

    [TestMethod]
    public async Task Every_interface_opens_and_closes_a_session()
    {
        OpenSessionRequest open = new() { PrincipalId = ServiceHost.OperatorId, Secret = ServiceHost.OperatorSecret };
        OpenSessionResponse[] opened =
        [
            await Host.Cmr1().OpenSessionAsync(open), await new Cmr2Client(Host.Channel("/cmr2", null)).OpenSessionAsync(open), await new Cmr4Client(Host.Channel("/cmr4", null)).OpenSessionAsync(open),
            await Host.Cmr5().OpenSessionAsync(open), await Host.Cmr6().OpenSessionAsync(open), await new Cmr7Client(Host.Channel("/cmr7", null)).OpenSessionAsync(open),
        ];
        foreach (OpenSessionResponse one in opened)
        {
            Assert.AreEqual(StatusCode.Success, one.StatusCode);
            Assert.AreEqual(StatusCode.Success, (await Host.Cmr1().CloseSessionAsync(new() { SessionKey = one.SessionKey })).StatusCode);
        }
    }

    [TestMethod]
    public async Task Names_decimals_and_dates_come_back_as_they_were_sent()
    {
        Cmr5Client cmr5 = Host.Cmr5(new SoapCredentials.UsernameToken(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        DateTimeOffset expires = new(2099, 12, 31, 23, 59, 59, TimeSpan.FromHours(8));
        ManageCmrResourceResponse created = await cmr5.ManageCmrResourceAsync(new()
        {
            OperationType = OperationType.Create,
            ResourceId = "proxy-song",
            MediaType = MediaType.Audio,
            Name = Chinese,
            Author = Arabic,
            Price = 1234567.89m,
            ExpireDate = expires,
        });
        Assert.AreEqual(StatusCode.Success, created.StatusCode, created.StatusDescription);
        ResourceDetail found = (await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Query, ResourceId = "proxy-song" })).ResourceDetail.Single();
        Assert.AreEqual((Chinese, Arabic, 1234567.89m, expires), (found.Name, found.Author, found.Price, found.ExpireDate));
    }

    [TestMethod]
    public async Task Lists_of_none_one_and_a_thousand_come_back_as_they_were_sent()
    {
        await Host.RegisterAsync(Subscriber);
        Cmr6Client cmr6 = await Host.OperatorAsync();
        MemberInfo[] thousand = [.. Enumerable.Range(0, 1000).Select(number => new MemberInfo { MemberId = $"+86139{number:D8}", NickName = $"好友 {number}" })];
        foreach (MemberInfo[] members in (MemberInfo[][])[[], thousand[..1], thousand])
        {
            ManageGroupResponse group = await cmr6.ManageGroupAsync(
                new() { TransactionId = Host.NextTransaction(), SubscriberId = Subscriber, OperationType = OperationType.Create, GroupName = $"group of {members.Length}" });
            ManageMemberRequest request = new() { TransactionId = Host.NextTransaction(), SubscriberId = Subscriber, OperationType = OperationType.Create, GroupId = group.GroupInfo.Single().GroupId, MemberInfo = members };
            if (members.Length > 0) Assert.AreEqual(StatusCode.Success, (await cmr6.ManageMemberAsync(request)).StatusCode);
            ManageMemberResponse found = await cmr6.ManageMemberAsync(request with { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query, MemberInfo = [] });
            CollectionAssert.AreEqual(members.Select(member => (member.MemberId, member.NickName)).ToArray(), found.MemberInfo.Select(member => (member.MemberId, member.NickName)).ToArray());
        }
    }

    [TestMethod]
    public async Task An_operation_at_the_wrong_interface_is_a_typed_fault()
    {
        Cmr6Client misled = new(Host.Channel("/cmr1", null));
        SoapFaultException fault = await Assert.ThrowsExactlyAsync<SoapFaultException>(
            async () => await misled.ManageSystemSettingAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query }));
        Assert.AreEqual("Client", fault.Code);
        Assert.Contains("ManageSystemSetting", fault.Reason);
    }
}
