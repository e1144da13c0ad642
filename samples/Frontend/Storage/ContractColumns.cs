using Copr.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Copr.Frontend.Storage;

/// <summary>Stores the contract's values and lists as columns of text, as they are in JSON.</summary>
internal static class ContractColumns
{
    public static void StoreContractAsText(this ModelConfigurationBuilder configuration)
    {
        StoreAsText<Chroot>(configuration);
        StoreAsText<PackageUrl>(configuration);
        StoreAsText<RepositoryUrl>(configuration);
    }

    private static void StoreAsText<T>(ModelConfigurationBuilder configuration)
        where T : struct, IListItem<T>
    {
        configuration.Properties<T>().HaveConversion<Text<T>, Values<T>>();
        configuration.Properties<SpaceSeparatedList<T>>().HaveConversion<Text<SpaceSeparatedList<T>>, Values<SpaceSeparatedList<T>>>();
    }

    /// <summary>Writes the text, and parses it strictly.</summary>
    private sealed class Text<T>() : ValueConverter<T, string>(static value => value.ToString()!, static text => Parse(text))
        where T : struct, IParsable<T>
    {
        // An expression tree cannot call T.Parse.
        private static T Parse(string text) => T.Parse(text, null);
    }

    /// <summary>Compares by value. The values never change, so a snapshot is the value itself.</summary>
    private sealed class Values<T>() : ValueComparer<T>(favorStructuralComparisons: false)
        where T : struct;
}
