package io.tidegate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FirstName",
                "Email",
                "Email[0]",
                "Email[12].Value",
                "Email[0]['Value']",
                "Country.Code",
                "CustomFields.Tier",
                "CustomFields['a.b']",
                "Roles[0]",
                "RoleContext[0].Roles[1]",
                "Suggestions.PeopletoFollow[0].Name",
                "CustomObject.order.lines[0].id",
                "Password"
            })
    void aMappingMayWriteThere(String target) {
        assertThat(Profile.problem(target, Set.of())).isEmpty();
        assertThat(Profile.isField(target)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FristName | \"FristName\" is no field of an account; did you mean \"FirstName\"?",
                "email | \"email\" is no field of an account; did you mean \"Email[0].Value\"?",
                "Email.Value | \"Email.Value\" is no field of an account; did you mean \"Email[0].Value\"?",
                "Email[0].Adress | \"Email[0].Adress\" is no field of an account; did you mean \"Email[0].Type\"?",
                "Country[0].Code | \"Country[0].Code\" is no field of an account; did you mean \"Country.Code\"?",
                "FirstName.x | \"FirstName.x\" is no field of an account; did you mean \"FirstName\"?",
                "customfields.Tier | \"customfields.Tier\" is no field of an account; did you mean \"CustomFields\"?",
                "something.else | \"something.else\" is no field of an account",
                "IsDeleted | \"IsDeleted\" is written by the identity provider alone"
            })
    void aTargetThatIsNoFieldIsToldWithTheRightWord(String target, String problem) {
        assertThat(Profile.problem(target, Set.of())).contains(problem);
    }

    @Test
    void whatAccountsAreFoundByMayBeMapped() {
        assertThat(Profile.problem("Uid", Set.of("Uid"))).isEmpty();
        assertThat(Profile.problem("Uid", Set.of("Email"))).isPresent();
    }

    @Test
    void noLineOfTheTableIsLost() {
        assertThat(ProfileTable.fields()).hasSizeGreaterThan(300);
        assertThat(ProfileTable.fields().stream().map(ProfileField::path)).doesNotHaveDuplicates();
        assertThat(ProfileTable.fields())
                .allSatisfy(
                        field -> {
                            String target = field.path().replace("[]", "[0]").replace(".*", ".any");
                            assertThat(Profile.problem(target, Set.of(field.top()))).isEmpty();
                        });
    }

    @Test
    void everyTextHasABound() {
        assertThat(ProfileTable.fields())
                .filteredOn(
                        field ->
                                switch (field.kind()) {
                                    case LINE, TEXT, CODE, SECRET, EMAIL_TYPE, LIST, JSON -> true;
                                    default -> false;
                                })
                .allSatisfy(field -> assertThat(field.most()).as(field.path()).isPositive());
    }
}
