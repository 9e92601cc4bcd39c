package io.tidegate.profile;

import java.util.Map;

/** What may stand at one place of a profile. */
sealed interface Place permits Place.One, Place.Many, Place.Members, Place.Names {
    /** One value, or an object that is not looked into. */
    record One(ProfileField field) implements Place {}

    /** A list; {@code field} is the element's where elements are values. */
    record Many(ProfileField field, Place element) implements Place {}

    /** An object of these members. */
    record Members(Map<String, Place> members) implements Place {}

    /** Any names, with such values. */
    record Names(ProfileField field) implements Place {}
}
