using Cmr.Protocols.Sip.Authentication;

namespace Cmr.Cli.SipUsers;

/// <summary>A file of users. It is replaced in one step and only its owner can read it, so a reader never sees half of it.</summary>
internal sealed class SipUserFile(string path)
{
    /// <summary>All users; comments and unreadable lines are left out.</summary>
    public IEnumerable<DigestUser> Read() => Lines().Select(line => DigestUser.TryRead(line, out DigestUser? user) ? user : null).OfType<DigestUser>();

    /// <summary>Adds a user, or takes it in place of the one with its name and realm.</summary>
    public void Put(DigestUser user) => Write([.. Others(user.Name, user.Realm), user.ToString()]);

    /// <summary>Removes a user.</summary>
    /// <returns>False when there was none.</returns>
    public bool Remove(string name, string realm)
    {
        List<string> others = Others(name, realm);
        if (others.Count == Lines().Count) return false;
        Write(others);
        return true;
    }

    private List<string> Others(string name, string realm) => [.. Lines().Where(line => !(DigestUser.TryRead(line, out DigestUser? user) && user?.Name == name && user.Realm == realm))];

    private List<string> Lines() => File.Exists(path) ? [.. File.ReadAllLines(path)] : [];

    private void Write(IReadOnlyCollection<string> lines)
    {
        string whole = Path.GetFullPath(path);
        string next = whole + ".next";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(next, options))
        {
            foreach (string line in lines) writer.WriteLine(line);
        }

        File.Move(next, whole, overwrite: true);
    }
}
