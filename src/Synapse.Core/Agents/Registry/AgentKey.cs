using System.Security.Cryptography;
using System.Text;

namespace Synapse.Core.Agents.Registry;

/// <summary>The keys that agents show.</summary>
public static class AgentKey
{
    /// <summary>The form in which a key is stored: its SHA-256 in 64 hexadecimal digits.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
