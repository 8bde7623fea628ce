using System.Security.Cryptography;
using System.Text;

namespace Heed.Receivers;

/// <summary>What a group is called at services that keep an incident a group.</summary>
internal static class GroupAlias
{
    /// <summary>The same for all notifications of a group: SHA-256 of its key, 64 hexadecimal digits.</summary>
    public static string Of(string groupKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(groupKey)));
}
