using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class StatusCodeTests : ServiceTests
{
    private const string Subscriber = "+4917010000";

    [TestMethod]
    public async Task Without_credentials_10002()
    {
        SubscribeCmrResourceResponse answer = await Host.Cmr1().SubscribeCmrResourceAsync(new() { TransactionId = "echo", SubscriberId = "1", ResourceId = "r" });
        Assert.AreEqual(StatusCode.SessionKeyMissing, answer.StatusCode);
        Assert.AreEqual("echo", answer.TransactionId);
        Assert.AreEqual(StatusCode.SessionKeyMissing, (await Host.Cmr1().OpenSessionAsync(new())).StatusCode);
        Assert.AreEqual(StatusCode.SessionKeyMissing, (await Host.Cmr1().CloseSessionAsync(new())).StatusCode);
    }

    [TestMethod]
    public async Task A_forged_or_closed_session_key_10006()
    {
        Cmr6Client forged = Host.Cmr6(new SoapCredentials.Session(new string('A', 43)));
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await forged.ManageSystemSettingAsync(new() { TransactionId = "t", OperationType = OperationType.Query })).StatusCode);

        SoapCredentials session = await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        Assert.AreEqual(StatusCode.Success, (await Host.Cmr6(session).CloseSessionAsync(new())).StatusCode);
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await Host.Cmr6(session).ManageSystemSettingAsync(new() { TransactionId = "t", OperationType = OperationType.Query })).StatusCode);
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await Host.Cmr6(session).CloseSessionAsync(new())).StatusCode);
    }

    [TestMethod]
    public async Task A_wrong_secret_or_an_unknown_principal_10005()
    {
        Assert.AreEqual(StatusCode.PasswordInvalid, (await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = ServiceHost.OperatorId, Secret = "wrong" })).StatusCode);
        Assert.AreEqual(StatusCode.PasswordInvalid, (await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = "nobody", Secret = "wrong" })).StatusCode);
        Cmr6Client token = Host.Cmr6(new SoapCredentials.UsernameToken(ServiceHost.OperatorId, "wrong"));
        Assert.AreEqual(StatusCode.PasswordInvalid, (await token.ManageSystemSettingAsync(new() { TransactionId = "t", OperationType = OperationType.Query })).StatusCode);
    }

    [TestMethod]
    public async Task A_UsernameToken_opens_the_door()
    {
        Cmr6Client token = Host.Cmr6(new SoapCredentials.UsernameToken(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        Assert.AreEqual(StatusCode.Success, (await token.ManageSystemSettingAsync(new() { TransactionId = "t", OperationType = OperationType.Query })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await token.OpenSessionAsync(new())).StatusCode);
    }

    [TestMethod]
    public async Task Too_many_failures_10003_even_for_the_right_secret()
    {
        await Host.RegisterAsync("+4917019999", "right-secret");
        OpenSessionRequest wrong = new() { PrincipalId = "+4917019999", Secret = "wrong-secret" };
        for (int i = 0; i < 10; i++)
            Assert.AreEqual(StatusCode.PasswordInvalid, (await Host.Cmr1().OpenSessionAsync(wrong)).StatusCode, $"attempt {i}");
        Assert.AreEqual(StatusCode.SecurityError, (await Host.Cmr1().OpenSessionAsync(wrong)).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await Host.Cmr1().OpenSessionAsync(wrong with { Secret = "right-secret" })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = ServiceHost.OperatorId, Secret = ServiceHost.OperatorSecret })).StatusCode, "others are not locked");
    }

    [TestMethod]
    public async Task No_SubscriberId_10001()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        Assert.AreEqual(StatusCode.SubscriberIdMissing, (await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = " ", ResourceId = "r" })).StatusCode);
        string answer = await PostRawAsync("/cmr6", "<SubscribeCmrResourceRequest xmlns='urn:oma:cmr:1.0'><ResourceId>r</ResourceId></SubscribeCmrResourceRequest>");
        Assert.Contains("10001", answer);
    }

    [TestMethod]
    public async Task An_unknown_subscriber_10004()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        const string nobody = "+4999999999";
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = nobody, ResourceId = "r" })).StatusCode);
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.GetCmrResourceListAsync(new() { SubscriberId = nobody, ResourceListId = "000000" })).StatusCode);
        foreach (OperationType operation in Enum.GetValues<OperationType>())
        {
            string t = Host.NextTransaction();
            Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.ManageGroupAsync(new() { TransactionId = t + "g", SubscriberId = nobody, OperationType = operation, GroupId = "1", GroupName = "n" })).StatusCode);
            Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.ManageMemberAsync(new() { TransactionId = t + "m", SubscriberId = nobody, OperationType = operation, GroupId = "1", MemberInfo = [new() { MemberId = "1", NickName = "n" }] })).StatusCode);
            Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.ManagePresentationRuleAsync(new() { TransactionId = t + "r", SubscriberId = nobody, OperationType = operation, DefaultCMRResourceId2 = ["r"] })).StatusCode);
            if (operation is not OperationType.Create)
                Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.ManageServiceSubscriptionAsync(new() { TransactionId = t + "s", SubscriberId = nobody, OperationType = operation })).StatusCode);
        }
    }

    [TestMethod]
    public async Task A_missing_or_malformed_parameter_10007_names_it()
    {
        (string Parameter, string Body)[] cases =
        [
            ("TransactionId", "<ManageGroupRequest xmlns='urn:oma:cmr:1.0'><SubscriberId>1</SubscriberId><OperationType>1</OperationType></ManageGroupRequest>"),
            ("TransactionId", "<ManageGroupRequest xmlns='urn:oma:cmr:1.0'><TransactionId> </TransactionId><SubscriberId>1</SubscriberId><OperationType>1</OperationType></ManageGroupRequest>"),
            ("OperationType", "<ManageGroupRequest xmlns='urn:oma:cmr:1.0'><TransactionId>t</TransactionId><SubscriberId>1</SubscriberId><OperationType>9</OperationType></ManageGroupRequest>"),
            ("OperationType", "<ManageGroupRequest xmlns='urn:oma:cmr:1.0'><TransactionId>t</TransactionId><SubscriberId>1</SubscriberId></ManageGroupRequest>"),
            ("MediaType", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Smell</MediaType><Name>n</Name></ManageCmrResourceRequest>"),
            ("MediaType", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><Name>n</Name></ManageCmrResourceRequest>"),
            ("Name", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Audio</MediaType></ManageCmrResourceRequest>"),
            ("Price", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Audio</MediaType><Name>n</Name><Price>-1</Price></ManageCmrResourceRequest>"),
            ("ExpireDate", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Audio</MediaType><Name>n</Name><ExpireDate>2001-01-01T00:00:00Z</ExpireDate></ManageCmrResourceRequest>"),
            ("Format", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Audio</MediaType><Format>video/mp4</Format><Name>n</Name></ManageCmrResourceRequest>"),
            ("Format", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Audio</MediaType><Format>mp3</Format><Name>n</Name></ManageCmrResourceRequest>"),
            ("Language", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>x1</ResourceId><MediaType>Audio</MediaType><Name>n</Name><Language>not a tag</Language></ManageCmrResourceRequest>"),
            ("ResourceId", "<ManageCmrResourceRequest xmlns='urn:oma:cmr:1.0'><OperationType>2</OperationType><ResourceId>a b</ResourceId><MediaType>Audio</MediaType><Name>n</Name></ManageCmrResourceRequest>"),
            ("TimeZone", "<ManageServiceSubscriptionRequest xmlns='urn:oma:cmr:1.0'><TransactionId>t1</TransactionId><SubscriberId>4917</SubscriberId><OperationType>2</OperationType><TimeZone>Moon/Sea</TimeZone></ManageServiceSubscriptionRequest>"),
            ("Secret", "<ManageServiceSubscriptionRequest xmlns='urn:oma:cmr:1.0'><TransactionId>t2</TransactionId><SubscriberId>4917</SubscriberId><OperationType>2</OperationType><Secret>1</Secret></ManageServiceSubscriptionRequest>"),
            ("SubscriberId", "<ManageServiceSubscriptionRequest xmlns='urn:oma:cmr:1.0'><TransactionId>t3</TransactionId><SubscriberId>sip:</SubscriberId><OperationType>2</OperationType></ManageServiceSubscriptionRequest>"),
            ("Setting", "<ManageSystemSettingRequest xmlns='urn:oma:cmr:1.0'><TransactionId>t4</TransactionId><OperationType>4</OperationType></ManageSystemSettingRequest>"),
        ];
        foreach ((string parameter, string body) in cases)
        {
            string answer = await PostRawAsync("/cmr6", body, "/cmr1");
            Assert.Contains("<StatusCode>10007</StatusCode>", answer, body);
            Assert.Contains(parameter, answer, body);
        }
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM resources WHERE resource_id IN ('x1', 'a b')"), "nothing is changed when the code is not 0");
    }

    [TestMethod]
    public async Task A_resource_that_cannot_be_had_10008()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(Subscriber + "1");
        await Host.CreateResourceAsync("res-inactive");
        await Host.CreateResourceAsync("res-withdrawn");
        Cmr5Client cmr5 = Host.Cmr5(await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Update, ResourceId = "res-inactive", Status = ResourceStatus.Inactive });
        Assert.AreEqual(StatusCode.Success, (await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Delete, ResourceId = "res-withdrawn" })).StatusCode);
        foreach (string resourceId in new[] { "res-none", "res-inactive", "res-withdrawn" })
        {
            SubscribeCmrResourceResponse answer = await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = Subscriber + "1", ResourceId = resourceId });
            Assert.AreEqual(StatusCode.ResourceUnavailable, answer.StatusCode, resourceId);
            Assert.Contains(resourceId, answer.StatusDescription ?? "");
        }
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Query, ResourceId = "res-withdrawn" })).StatusCode);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.ManageSystemSettingAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, DefaultCMRResourceId = ["res-none"] })).StatusCode);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.ManagePresentationRuleAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = Subscriber + "1", OperationType = OperationType.Create, DefaultCMRResourceId2 = ["res-inactive"] })).StatusCode);
    }

    [TestMethod]
    public async Task An_unknown_list_10009()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(Subscriber + "2");
        await Host.CreateResourceAsync("listed");
        GetCmrResourceListResponse lists = await cmr6.GetCmrResourceListAsync(new() { SubscriberId = Subscriber + "2", ResourceListId = "000000", ResourceListCategory = 0 });
        ResourceList audio = lists.ResourceList.Single(list => list.ListName == "Audio");
        GetCmrResourceListResponse found = await cmr6.GetCmrResourceListAsync(new() { SubscriberId = Subscriber + "2", ResourceListId = audio.ResourceListId });
        Assert.IsTrue(found.Resource.Any(resource => resource.ResourceId == "listed"));
        foreach ((string list, int? category) in new[] { ("777777", (int?)null), (audio.ResourceListId, 2), ("000002", null) })
            Assert.AreEqual(StatusCode.ResourceListUnavailable, (await cmr6.GetCmrResourceListAsync(new() { SubscriberId = Subscriber + "2", ResourceListId = list, ResourceListCategory = category })).StatusCode);
    }

    [TestMethod]
    public async Task What_was_done_already_10011()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(Subscriber + "3");
        await Host.CreateResourceAsync("twice");
        Assert.AreEqual(StatusCode.OperationRepeated, (await cmr6.ManageServiceSubscriptionAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = "tel:" + Subscriber + "3", OperationType = OperationType.Create })).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await cmr6.ManageCmrResourceAsync(new() { OperationType = OperationType.Create, ResourceId = "twice", MediaType = MediaType.Audio, Name = "n" })).StatusCode);
        SubscribeCmrResourceRequest subscribe = new() { SubscriberId = Subscriber + "3", ResourceId = "twice" };
        Assert.AreEqual(StatusCode.Success, (await cmr6.SubscribeCmrResourceAsync(subscribe)).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await cmr6.SubscribeCmrResourceAsync(subscribe)).StatusCode);
    }

    [TestMethod]
    public async Task Unknown_group_20001_unknown_member_20002()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(Subscriber + "4");
        ManageGroupRequest group = new() { TransactionId = Host.NextTransaction(), SubscriberId = Subscriber + "4", OperationType = OperationType.Create, GroupName = "g" };
        string groupId = (await cmr6.ManageGroupAsync(group)).GroupInfo.Single().GroupId;
        foreach (OperationType operation in new[] { OperationType.Query, OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.GroupNotFound, (await cmr6.ManageGroupAsync(group with { TransactionId = Host.NextTransaction(), OperationType = operation, GroupId = "404" })).StatusCode);
        ManageMemberRequest member = new() { TransactionId = "", SubscriberId = Subscriber + "4", OperationType = OperationType.Create, GroupId = groupId, MemberInfo = [new() { MemberId = "+4930", NickName = "n" }] };
        Assert.AreEqual(StatusCode.GroupNotFound, (await cmr6.ManageMemberAsync(member with { TransactionId = Host.NextTransaction(), GroupId = "404" })).StatusCode);
        foreach (OperationType operation in new[] { OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.MemberNotFound, (await cmr6.ManageMemberAsync(member with { TransactionId = Host.NextTransaction(), OperationType = operation })).StatusCode);
        Assert.AreEqual(StatusCode.GroupNotFound, (await cmr6.ManagePresentationRuleAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = Subscriber + "4",
            OperationType = OperationType.Create,
            PreferenceSetting = [new() { Group = true, ResourceIdGroup = [new() { GroupId = "404", ResourceId = ["r"] }] }],
        })).StatusCode);
    }

    private async Task<string> PostRawAsync(string path, string body, string? alsoAt = null)
    {
        SoapCredentials.Session session = (SoapCredentials.Session)await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        string at = body.Contains("ManageServiceSubscription", StringComparison.Ordinal) || body.Contains("ManageSystemSetting", StringComparison.Ordinal) ? path : alsoAt ?? path;
        using StringContent content = new(
            $"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><SessionKey xmlns='urn:oma:cmr:1.0'>{session.Key}</SessionKey></s:Header><s:Body>{body}</s:Body></s:Envelope>",
            System.Text.Encoding.UTF8, "text/xml");
        using HttpResponseMessage answer = await Host.Http.PostAsync(new Uri(Host.BaseAddress, at), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
