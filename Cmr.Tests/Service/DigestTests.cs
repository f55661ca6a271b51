using System.Security.Cryptography;
using System.Text;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Cmr.Soap.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class DigestTests : ServiceTests
{
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";

    [TestMethod]
    public async Task A_digest_is_taken_from_a_principal_that_opted_in_and_from_no_other()
    {
        ManageSystemSettingRequest query = new() { TransactionId = "t", OperationType = OperationType.Query };
        Cmr6Client digest = Host.Cmr6(new SoapCredentials.UsernameToken(ServiceHost.OperatorId, ServiceHost.OperatorSecret, Digest: true));
        Assert.AreEqual(StatusCode.PasswordInvalid, (await digest.ManageSystemSettingAsync(query)).StatusCode);
        await OptInAsync();
        Assert.AreEqual(StatusCode.Success, (await digest.ManageSystemSettingAsync(query)).StatusCode);
        Cmr6Client wrong = Host.Cmr6(new SoapCredentials.UsernameToken(ServiceHost.OperatorId, "wrong", Digest: true));
        Assert.AreEqual(StatusCode.PasswordInvalid, (await wrong.ManageSystemSettingAsync(query)).StatusCode);
    }

    [TestMethod]
    public async Task A_digest_that_was_overheard_is_worth_nothing()
    {
        await OptInAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        byte[] nonce = RandomNumberGenerator.GetBytes(16);
        Assert.Contains("<StatusCode>0</StatusCode>", await PostAsync(nonce, now));
        Assert.Contains("<StatusCode>10003</StatusCode>", await PostAsync(nonce, now), "the nonce came before");
        Assert.Contains("<StatusCode>10005</StatusCode>", await PostAsync(RandomNumberGenerator.GetBytes(16), now.AddMinutes(-6)), "too old");
        Assert.Contains("<StatusCode>10005</StatusCode>", await PostAsync(RandomNumberGenerator.GetBytes(16), now.AddMinutes(6)), "from the future");
    }

    // There is no other Service Provider who could do it through the interface
    private Task<object?> OptInAsync() => Host.QueryAsync(
        "UPDATE principals SET digest_secret = $1 WHERE principal_id = $2",
        Host.Services.GetRequiredService<DigestVault>().Seal(ServiceHost.OperatorId, ServiceHost.OperatorSecret), ServiceHost.OperatorId);

    [TestMethod]
    public async Task The_border_between_nonce_and_creation_time_cannot_be_moved()
    {
        await OptInAsync();
        string created = Text(TimeProvider.System.GetUtcNow());
        byte[] nonce = RandomNumberGenerator.GetBytes(16);
        Assert.Contains("<StatusCode>0</StatusCode>", await PostAsync(nonce, created));
        for (int moved = 1; moved <= created.Length; moved++)
        {
            // the digest is that of the message overheard
            string answer = await PostAsync([.. nonce, .. Encoding.UTF8.GetBytes(created[..moved])], created[moved..]);
            Assert.DoesNotContain("<StatusCode>0</StatusCode>", answer, $"{moved} moved");
        }
    }

    private static string Text(DateTimeOffset created) => created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private Task<string> PostAsync(byte[] nonce, DateTimeOffset created) => PostAsync(nonce, Text(created));

    private async Task<string> PostAsync(byte[] nonce, string createdText)
    {
        string envelope = $"""
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><o:Security xmlns:o="{Security}"><o:UsernameToken>
            <o:Username>{ServiceHost.OperatorId}</o:Username>
            <o:Password Type="{Profile}#PasswordDigest">{UsernameToken.Digest(nonce, createdText, ServiceHost.OperatorSecret)}</o:Password>
            <o:Nonce>{Convert.ToBase64String(nonce)}</o:Nonce><u:Created xmlns:u="{Utility}">{createdText}</u:Created>
            </o:UsernameToken></o:Security></s:Header><s:Body>
            <ManageSystemSettingRequest xmlns="urn:oma:cmr:1.0"><TransactionId>t</TransactionId><OperationType>1</OperationType></ManageSystemSettingRequest>
            </s:Body></s:Envelope>
            """;
        using StringContent content = new(envelope, Encoding.UTF8, "text/xml");
        using HttpResponseMessage answer = await Host.Http.PostAsync(new Uri(Host.BaseAddress, "/cmr6"), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
