<?php
// The steps of wp-admin/install.php, without its forms; then an empty site of two authors.
define( 'WP_INSTALLING', true );
// Installing writes a mail to the administrator, who does not exist.
function wp_new_blog_notification() {}
require __DIR__ . '/load.php';
wp_install( $given['title'], 'editor', 'editor@example.invalid', true, '', wp_generate_password( 24 ), 'en_US' );
wp_insert_user( array(
	'user_login'   => 'reporter',
	'display_name' => $given['authors'][1],
	'user_pass'    => wp_generate_password( 24 ),
	'user_email'   => 'reporter@example.invalid',
	'role'         => 'author',
) );
wp_update_user( array( 'ID' => 1, 'display_name' => $given['authors'][0] ) );
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
	wp_delete_post( $post->ID, true );
}
