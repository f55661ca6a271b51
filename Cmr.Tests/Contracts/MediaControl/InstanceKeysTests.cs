using Cmr.Contracts.MediaControl;

namespace Cmr.Tests.Contracts.MediaControl;

[TestClass]
public sealed class InstanceKeysTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [TestMethod]
    public void Every_purpose_has_a_key_of_its_own()
    {
        InstanceKeys keys = InstanceKeys.FromSecret(Secret);

        CollectionAssert.AreNotEqual(keys.UploadKey.ToArray(), keys.ControlKey.ToArray());
        Assert.AreEqual(32, keys.UploadKey.Length);
        Assert.AreEqual(32, keys.ControlKey.Length);
        Assert.AreEqual(43, keys.ContentToken.Length);
        Assert.AreNotEqual(keys.ContentToken, keys.ManagementToken);
    }

    [TestMethod]
    public void Two_processes_derive_the_same_keys_from_the_same_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Convert.ToBase64String(Secret) + "\n");

            Assert.AreEqual(InstanceKeys.FromSecret(Secret).ContentToken, InstanceKeys.FromFile(path).ContentToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void A_secret_of_another_length_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => InstanceKeys.FromSecret(Secret.AsSpan(1)));
    }

    [TestMethod]
    public void Only_the_own_bearer_token_is_an_authorization()
    {
        InstanceKeys keys = InstanceKeys.FromSecret(Secret);

        Assert.IsTrue(keys.IsContentAuthorization("Bearer " + keys.ContentToken));
        Assert.IsTrue(keys.IsManagementAuthorization("Bearer " + keys.ManagementToken));
        Assert.IsFalse(keys.IsManagementAuthorization("Bearer " + keys.ContentToken), "a token is for one purpose");
        Assert.IsTrue(keys.IsContentAuthorization("bearer " + keys.ContentToken), "the scheme is compared without regard to case");
        foreach (string? other in new[] { null, "", "Bearer", "Bearer ", keys.ContentToken, "Basic " + keys.ContentToken, "Bearer x" + keys.ContentToken[1..], "Bearer " + keys.ContentToken + "A" })
        {
            Assert.IsFalse(keys.IsContentAuthorization(other), other);
        }
    }
}
